package dev.muster.host.mcp.stdio;

import dev.muster.host.cli.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One message of the client until it has its answer, over as many connections as that takes. A
 * stream that is cut is taken up behind its last event; a request whose fate is not known is sent
 * again, which the host recognizes within a session, and by its own name beyond it.
 */
final class Exchange implements Runnable {
  /** Waits between looks for a host that is away. */
  private static final long FIRST_PAUSE_MS = 100;

  private static final long LONGEST_PAUSE_MS = 1_000;

  /** What one connection came to: the end, or nothing that would do. */
  private enum Turn {
    DONE,
    AGAIN
  }

  private final JsonNode message;
  private final Bridge bridge;
  private final CountDownLatch underWay = new CountDownLatch(1);
  private volatile boolean cancelled;
  private @Nullable String lastEventId;
  private boolean sent;
  private boolean heard;
  private int sessionsLost;

  Exchange(JsonNode message, Bridge bridge) {
    this.message = message;
    this.bridge = bridge;
  }

  /** Waits until the host has the message, so that the next one comes after it. */
  void awaitSent(long millisMax) throws InterruptedException {
    var _ = underWay.await(millisMax, TimeUnit.MILLISECONDS);
  }

  /** The client does not wait for the answer any more. */
  void cancel() {
    cancelled = true;
  }

  @Override
  public void run() {
    long since = System.nanoTime();
    long pause = FIRST_PAUSE_MS;
    try {
      while (!cancelled) {
        Turn turn = turn();
        if (turn == Turn.DONE) {
          return;
        }
        if (heard) {
          heard = false;
          since = System.nanoTime();
          pause = FIRST_PAUSE_MS;
        }
        if (System.nanoTime() - since > bridge.patience(initializes()).toNanos()) {
          away();
          return;
        }
        if (!bridge.pause(pause)) {
          return;
        }
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    } finally {
      underWay.countDown();
      bridge.ended(this, message.get("id"));
    }
  }

  private Turn turn() {
    Link.Session session = bridge.conversation().session();
    try {
      String from = lastEventId;
      HttpResponse<InputStream> response =
          from == null || session == null
              ? bridge.link().post(message, initializes() ? null : session, sent)
              : bridge.link().events(session, from);
      sent = true;
      underWay.countDown();
      return read(response, session);
    } catch (IOException cut) {
      sent = true;
      return Turn.AGAIN;
    }
  }

  private Turn read(HttpResponse<InputStream> response, Link.@Nullable Session session)
      throws IOException {
    String type = response.headers().firstValue("Content-Type").orElse("");
    int status = response.statusCode();
    if (status == 200 && type.startsWith("text/event-stream")) {
      return follow(response.body());
    }
    if (status == 202) {
      response.body().close();
      return Turn.DONE;
    }
    if (status == 404 && session != null && !initializes()) {
      response.body().close();
      return lost(session);
    }
    JsonNode body = Conversation.document(response);
    if (lastEventId != null && status == 400) {
      lastEventId = null;
      return Turn.AGAIN;
    }
    if (status == 401) {
      bridge.refused("the host at " + bridge.link().url() + " does not take this token");
    } else if (status == 503 || (status == 429 && !body.has("jsonrpc"))) {
      return Turn.AGAIN;
    }
    heard = true;
    if (status == 200 && initializes()) {
      bridge.conversation().begin(message, response, body);
    }
    answer(status, body);
    return Turn.DONE;
  }

  /** A JSON-RPC answer as it is; the host's problem documents as a JSON-RPC error. */
  private void answer(int status, JsonNode body) {
    if (!wantsAnswer()) {
      return;
    }
    if (body.has("jsonrpc")) {
      if (status == 200) {
        bridge.conversation().note(message);
      }
      bridge.out().write(body);
    } else {
      String detail = body.path("detail").asString("status " + status);
      bridge.out().error(message.get("id"), Output.HOST, "the host refused: " + detail);
    }
  }

  private Turn follow(InputStream body) throws IOException {
    heard = true;
    try (var events = new EventReader(body)) {
      for (var event = events.next(); event != null; event = events.next()) {
        if (event.id() != null) {
          lastEventId = event.id();
        }
        if (!event.data().isEmpty()) {
          JsonNode said = JsonText.read(event.data());
          bridge.out().write(said);
          if (!said.has("method") && said.path("id").equals(message.get("id"))) {
            return Turn.DONE;
          }
        }
      }
    }
    return Turn.AGAIN;
  }

  /** A message is sent to a new session once: one that loses two of them is not told a third. */
  private Turn lost(Link.Session session) throws IOException {
    bridge.conversation().renew(session);
    lastEventId = null;
    if (!wantsAnswer()) {
      return Turn.DONE;
    }
    if (++sessionsLost > 1) {
      bridge.out().error(message.get("id"), Output.HOST, "the session with the host was lost");
      return Turn.DONE;
    }
    return Turn.AGAIN;
  }

  private void away() {
    String text = "no Muster host answers at " + bridge.link().url() + "; start one: muster up -d";
    if (wantsAnswer()) {
      bridge.out().error(message.get("id"), Output.HOST, text);
    }
    if (initializes()) {
      bridge.unavailable(text);
    }
  }

  private boolean wantsAnswer() {
    return message.has("method") && message.has("id");
  }

  private boolean initializes() {
    return message.path("method").asString("").equals("initialize");
  }
}
