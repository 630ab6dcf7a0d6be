package dev.muster.host.mcp.stdio;

import dev.muster.host.cli.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Standard output: one JSON-RPC message a line, and nothing else. May be shared by threads. */
final class Output {
  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;

  /** The host is away or refuses: an error of ours. */
  static final int HOST = -32000;

  private final OutputStream out;
  private boolean closed;

  Output(OutputStream out) {
    this.out = out;
  }

  synchronized void write(JsonNode message) {
    if (closed) {
      return;
    }
    try {
      out.write((JsonText.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException gone) {
      closed = true;
    }
  }

  void error(@Nullable JsonNode id, int code, String message) {
    ObjectNode error = JsonText.object().put("jsonrpc", "2.0");
    error.set("id", id == null ? error.nullNode() : id);
    error.putObject("error").put("code", code).put("message", message);
    write(error);
  }
}
