package dev.muster.host.mcp.stdio;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages of a client on standard input go to the host, and what the host says to standard output.
 * Each call of a tool is given a name of its own, so that the host knows it again.
 */
final class Bridge {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
  private static final long SENT_MAX_MS = 2_000;
  private static final long LAST_ANSWERS_MAX_MS = 2_000;

  /** A host that is started again is there after 2 to 4 s; a client waits for a minute or more. */
  private static final Duration AWAY_MAX = Duration.ofSeconds(60);

  private final LineReader in;
  private final Output out;
  private final Link link;
  private final String client;
  private final Duration atFirst;
  private final Conversation conversation;
  private final Map<JsonNode, Exchange> open = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicInteger exitCode = new AtomicInteger(ExitCode.OK);
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean listening;

  /**
   * {@code client} names this process among all; {@code atFirst} is how long it looks for a host.
   */
  Bridge(InputStream in, OutputStream out, Link link, String client, Duration atFirst) {
    this.in = new LineReader(in);
    this.out = new Output(out);
    this.link = link;
    this.client = client;
    this.atFirst = atFirst;
    this.conversation = new Conversation(link);
  }

  /** Runs until the input ends, or the host turns out to be of no use; the exit code. */
  int run() throws InterruptedException {
    Thread.ofVirtual().start(this::read);
    over.await();
    link.close();
    return exitCode.get();
  }

  Output out() {
    return out;
  }

  Link link() {
    return link;
  }

  Conversation conversation() {
    return conversation;
  }

  /** Waits; false when the bridge is over. */
  boolean pause(long millis) {
    try {
      return !over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How long a message waits for a host that is away. */
  Duration patience(boolean initializes) {
    return initializes ? atFirst : AWAY_MAX;
  }

  /** The host does not take the token: nothing will help but a new one. */
  void refused(String why) {
    LOG.error(why);
    exitCode.set(ExitCode.NOT_PERMITTED);
    endSoon();
  }

  /** There is no host. */
  void unavailable(String why) {
    LOG.error(why);
    exitCode.set(ExitCode.UNAVAILABLE);
    endSoon();
  }

  void ended(Exchange exchange, @Nullable JsonNode id) {
    if (id != null) {
      open.remove(id, exchange);
    }
  }

  private void endSoon() {
    Thread.ofVirtual().start(this::end);
  }

  /** Gives the answers that are under way a moment, and the session back. */
  private void end() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_ANSWERS_MAX_MS);
    while (!open.isEmpty() && System.nanoTime() < until && pause(20)) {
      // The exchanges remove themselves.
    }
    Link.Session session = conversation.session();
    if (session != null) {
      try {
        link.end(session);
      } catch (IOException away) {
        LOG.debug("the host is away and forgets the session by itself", away);
      }
    }
    over.countDown();
  }

  private void read() {
    try {
      while (true) {
        switch (in.next()) {
          case LineReader.Whole line -> take(line.text());
          case LineReader.TooLong line ->
              out.error(
                  null,
                  Output.INVALID_REQUEST,
                  "a message of " + line.bytes() + " bytes, more than " + LineReader.BYTES_MAX);
          case LineReader.Cut line -> {
            out.error(null, Output.PARSE_ERROR, "the input ended in the middle of a message");
            end();
            return;
          }
          case LineReader.End end -> {
            end();
            return;
          }
        }
      }
    } catch (IOException | InterruptedException broken) {
      LOG.error("the input cannot be read", broken);
      exitCode.set(ExitCode.INTERNAL);
      end();
    }
  }

  private void take(String line) throws InterruptedException {
    if (line.isBlank()) {
      return;
    }
    JsonNode message;
    try {
      message = JsonText.read(line);
    } catch (JacksonException wrong) {
      out.error(null, Output.PARSE_ERROR, "the message is no JSON");
      return;
    }
    if (!(message instanceof ObjectNode frame)) {
      out.error(null, Output.INVALID_REQUEST, "a message is an object; batches are not taken");
      return;
    }
    String method = frame.path("method").asString("");
    if (method.equals("notifications/cancelled")) {
      Exchange cancelled = open.get(frame.path("params").path("requestId"));
      if (cancelled != null) {
        cancelled.cancel();
      }
    }
    if (method.equals("tools/call")) {
      name(frame);
    }
    var exchange = new Exchange(frame, this);
    if (frame.has("id") && frame.has("method")) {
      open.put(frame.get("id"), exchange);
    }
    Thread.ofVirtual().start(exchange);
    exchange.awaitSent(SENT_MAX_MS);
    if (method.equals("notifications/initialized") && !listening) {
      listening = true;
      Thread.ofVirtual().start(new Listening(this));
    }
  }

  private void name(ObjectNode frame) {
    if (frame.path("params") instanceof ObjectNode params) {
      params
          .withObjectProperty("_meta")
          .put("dev.muster/client", client)
          .put("dev.muster/request", client + "-" + calls.incrementAndGet());
    }
  }
}
