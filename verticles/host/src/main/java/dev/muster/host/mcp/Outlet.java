package dev.muster.host.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One stream of a session towards its client: numbered events that outlive the connection they are
 * written to. One that is a {@code document} is answered by a single JSON text, unless something
 * has to be said before the answer. Confined to one event loop; what comes from elsewhere is handed
 * over to it.
 */
final class Outlet implements McpStreamableServerTransport {
  /** Clients come back after so many milliseconds. */
  private static final int RETRY_MS = 500;

  private static final int QUEUE_BYTES_MAX = 256 << 10;

  private final int number;
  private final Surroundings around;
  private boolean document;
  private int last;
  private int written;
  private boolean answered;
  private @Nullable HttpServerResponse response;

  /** What an outlet has of its session. */
  record Surroundings(EventLoop loop, McpJsonMapper json, ReplayStore kept, boolean primes) {}

  Outlet(int number, boolean document, Surroundings around) {
    this.number = number;
    this.document = document;
    this.around = around;
  }

  int number() {
    return number;
  }

  boolean connected() {
    return response != null;
  }

  /** Whether the answer of the request was handed over. */
  boolean answered() {
    return answered;
  }

  /** Goes on with this connection, behind what was ever written. */
  void attach(HttpServerResponse to) {
    attach(to, written);
  }

  /** Goes on with this connection behind the event {@code after}; the connection before ends. */
  void attach(HttpServerResponse to, int after) {
    drop();
    response = to;
    to.setWriteQueueMaxSize(QUEUE_BYTES_MAX);
    to.closeHandler(closed -> leave(to));
    to.exceptionHandler(failed -> leave(to));
    if (!document) {
      begin(to, after);
    }
  }

  /** Ends the connection in good order; the client may come back for what follows. */
  void drop() {
    HttpServerResponse before = response;
    response = null;
    if (before != null && !before.closed() && !before.ended()) {
      if (before.headWritten()) {
        before.end().onFailure(gone -> leave(before));
      } else {
        before.setStatusCode(202).end().onFailure(gone -> leave(before));
      }
    }
  }

  /** Ends the connection although the answer is not there yet; called from any thread. */
  void hangUp() {
    around.loop().run(this::drop);
  }

  /** Keeps proxies and clients from giving up on a silent stream. */
  void comment() {
    HttpServerResponse to = response;
    if (to != null && !document) {
      write(to, ":\n\n");
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> around.loop().run(() -> send(message)));
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message, String messageId) {
    return sendMessage(message);
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return around.json().convertValue(data, type);
  }

  /** The session ends its streams itself, also those that the SDK is done with. */
  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  private void send(JSONRPCMessage message) {
    String data = text(message);
    boolean answer = message instanceof JSONRPCResponse;
    answered |= answer;
    HttpServerResponse to = response;
    if (document && answer) {
      if (to != null && !to.closed()) {
        to.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(data);
      }
      return;
    }
    if (document) {
      document = false;
      if (to != null) {
        begin(to, 0);
      }
    }
    around.kept().add(new ReplayStore.Kept(number, ++last, data));
    if (to != null) {
      event(to, last, data);
    }
  }

  private void begin(HttpServerResponse to, int after) {
    to.setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("X-Accel-Buffering", "no");
    String priming = around.primes() ? "id: " + number + "-" + after + "\ndata: \n" : "";
    write(to, "retry: " + RETRY_MS + "\n" + priming + "\n");
    for (ReplayStore.Kept event : around.kept().after(number, after)) {
      event(to, event.number(), event.data());
    }
  }

  private void event(HttpServerResponse to, int event, String data) {
    written = Math.max(written, event);
    write(to, "id: " + number + "-" + event + "\nevent: message\ndata: " + data + "\n\n");
  }

  /** A client that does not read is dropped; what it missed is kept for its return. */
  private void write(HttpServerResponse to, String text) {
    if (to.closed()) {
      leave(to);
    } else if (to.writeQueueFull()) {
      leave(to);
      to.reset();
    } else {
      to.write(text).onFailure(gone -> leave(to));
    }
  }

  private void leave(HttpServerResponse gone) {
    if (gone.equals(response)) {
      response = null;
    }
  }

  private String text(JSONRPCMessage message) {
    try {
      return around.json().writeValueAsString(message);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
