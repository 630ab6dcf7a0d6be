package dev.muster.host.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;

/** One call of a tool: who calls, with what, and the way to say how far it is. */
record ToolCall(
    Caller caller, Arguments arguments, McpAsyncServerExchange exchange, CallToolRequest request) {

  /** Tells a client that asked for it how far the call is; progress only grows. */
  void progress(double progress, double total, String message) {
    Object token = request.progressToken();
    if (token != null) {
      exchange
          .progressNotification(
              ProgressNotification.builder(token, progress).total(total).message(message).build())
          .subscribe();
    }
  }
}
