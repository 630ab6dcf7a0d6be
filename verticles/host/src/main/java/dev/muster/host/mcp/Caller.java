package dev.muster.host.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who calls a tool. {@code client} names one process of a client, {@code request} one call of it;
 * {@code muster mcp} says both itself, so that they outlive the MCP session when the host restarts.
 */
record Caller(String session, String client, String request, String name) {
  /** What the transport says of a request to the SDK's handlers. */
  static final String REQUEST = "request";

  static final String OUTLET = "outlet";

  private static final String META_CLIENT = "dev.muster/client";
  private static final String META_REQUEST = "dev.muster/request";
  private static final int CHARACTERS_MAX = 100;

  static Caller of(McpAsyncServerExchange exchange, CallToolRequest request) {
    String session = exchange.sessionId();
    Map<String, Object> meta = request.meta() == null ? Map.of() : request.meta();
    Object id = exchange.transportContext().get(REQUEST);
    Implementation info = exchange.getClientInfo();
    return new Caller(
        session,
        word(meta.get(META_CLIENT), session),
        word(meta.get(META_REQUEST), Objects.toString(id)),
        info == null || info.name().isBlank() ? "mcp" : info.name());
  }

  private static String word(@Nullable Object said, String otherwise) {
    return said instanceof String text && !text.isBlank() && text.length() <= CHARACTERS_MAX
        ? text
        : otherwise;
  }
}
