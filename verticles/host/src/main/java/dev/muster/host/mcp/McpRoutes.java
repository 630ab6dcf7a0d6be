package dev.muster.host.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * {@code /mcp}: Streamable HTTP. A tool call is answered by an event stream that outlives its
 * connection, everything else by one JSON document, because it is safe to ask for it again.
 */
final class McpRoutes {
  /** The header of a request that its client sends once more, never having heard the answer. */
  static final String RESEND = "Muster-Resend";

  private static final Logger LOG = LoggerFactory.getLogger(McpRoutes.class);
  private static final String CANCELLED = "notifications/cancelled";
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";

  private final Transport transport;
  private final McpJsonMapper json;
  private final Frames frames = new Frames();

  McpRoutes(Transport transport, McpJsonMapper json) {
    this.transport = transport;
    this.json = json;
  }

  void addTo(Router router) {
    router.post("/mcp").handler(c -> guarded(c, () -> post(c)));
    router.get("/mcp").handler(c -> guarded(c, () -> get(c)));
    router.delete("/mcp").handler(c -> guarded(c, () -> delete(c)));
  }

  private void guarded(RoutingContext context, Runnable handler) {
    try {
      handler.run();
    } catch (FrameRefused refused) {
      refuse(context.response(), refused);
    }
  }

  private void post(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith(JSON)) {
      throw new FrameRefused(415, ErrorCodes.INVALID_REQUEST, null, "Content-Type must be " + JSON);
    }
    accepts(context, JSON);
    accepts(context, EVENTS);
    Buffer body = context.body().buffer();
    JSONRPCMessage message = frames.read(body == null ? new byte[0] : body.getBytes());
    if (message instanceof JSONRPCRequest request
        && request.method().equals(McpSchema.METHOD_INITIALIZE)) {
      initialize(context.response(), request);
      return;
    }
    Session session = session(context, message);
    HttpServerResponse response = context.response();
    switch (message) {
      case JSONRPCRequest request ->
          session.ask(request, response, context.request().getHeader(RESEND) != null);
      case JSONRPCNotification told when told.method().equals(CANCELLED) ->
          cancel(session, told, response);
      case JSONRPCNotification told -> accept(session.sdk().accept(told), response);
      case JSONRPCResponse answer -> accept(session.sdk().accept(answer), response);
      default -> throw new IllegalStateException("a message of no known kind");
    }
  }

  private void initialize(HttpServerResponse response, JSONRPCRequest request) {
    Transport.Begun begun = transport.begin(request);
    response.putHeader(HttpHeaders.MCP_SESSION_ID, begun.session().id());
    send(response, 200, JSONRPCResponse.result(request.id(), begun.result()));
  }

  private static void cancel(Session session, JSONRPCNotification told, HttpServerResponse to) {
    Object id = told.params() instanceof Map<?, ?> params ? params.get("requestId") : null;
    if (id != null) {
      session.cancel(id instanceof Number number ? (Object) number.longValue() : id);
    }
    accepted(to);
  }

  /** Hands a message over that gets no answer of its own. */
  private static void accept(Mono<Void> handling, HttpServerResponse response) {
    handling.subscribe(
        nothing -> {}, failed -> LOG.info("a message of an MCP client was of no use", failed));
    accepted(response);
  }

  private static void accepted(HttpServerResponse response) {
    response.setStatusCode(202).end().onFailure(gone -> LOG.debug("an MCP client left", gone));
  }

  private void get(RoutingContext context) {
    accepts(context, EVENTS);
    Session session = session(context, null);
    String lastEventId = context.request().getHeader(HttpHeaders.LAST_EVENT_ID);
    if (lastEventId == null) {
      session.listen(context.response());
    } else if (!session.resume(lastEventId, context.response())) {
      throw new FrameRefused(
          400,
          ErrorCodes.INVALID_REQUEST,
          null,
          "the events behind this one are not kept any more");
    }
  }

  private void delete(RoutingContext context) {
    transport.end(session(context, null));
    context.response().end().onFailure(gone -> LOG.debug("an MCP client left", gone));
  }

  private Session session(RoutingContext context, @Nullable JSONRPCMessage message) {
    Object request = message instanceof JSONRPCRequest asked ? asked.id() : null;
    String id = context.request().getHeader(HttpHeaders.MCP_SESSION_ID);
    if (id == null) {
      throw new FrameRefused(
          400, ErrorCodes.INVALID_REQUEST, request, "no session: send `initialize` first");
    }
    Session session = transport.find(id);
    if (session == null) {
      throw new FrameRefused(
          404, Transport.SESSION_UNKNOWN, request, "the session is not known: initialize again");
    }
    String version = context.request().getHeader(HttpHeaders.PROTOCOL_VERSION);
    if (version != null && !transport.protocolVersions().contains(version)) {
      throw new FrameRefused(
          400,
          ErrorCodes.INVALID_REQUEST,
          request,
          "the protocol version must be one of " + transport.protocolVersions());
    }
    return session;
  }

  private static void accepts(RoutingContext context, String type) {
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    if (accept == null || !accept.toLowerCase(Locale.ROOT).contains(type)) {
      throw new FrameRefused(
          406, ErrorCodes.INVALID_REQUEST, null, "Accept must name " + JSON + " and " + EVENTS);
    }
  }

  private void refuse(HttpServerResponse response, FrameRefused refused) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("jsonrpc", "2.0");
    error.put("id", refused.id());
    error.put(
        "error", Map.of("code", refused.code(), "message", String.valueOf(refused.getMessage())));
    send(response, refused.status(), error);
  }

  private void send(HttpServerResponse response, int status, Object message) {
    try {
      response
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
          .end(json.writeValueAsString(message))
          .onFailure(gone -> LOG.debug("an MCP client left before its answer", gone));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
