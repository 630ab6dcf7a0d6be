package dev.muster.host.mcp;

import dev.muster.bus.Json;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one JSON-RPC message as MCP allows it: an object and no batch, an id that is a text or a
 * whole number, parameters that are an object. Everything else is refused with the spec's number.
 */
final class Frames {
  private static final int ID_CHARACTERS_MAX = 200;

  private final JsonMapper json = Json.strict();

  JSONRPCMessage read(byte[] body) {
    ObjectNode frame = object(body);
    Object id = frame.has("id") ? id(frame.get("id")) : null;
    if (!frame.path("jsonrpc").asString("").equals("2.0")) {
      throw invalid(id, "`jsonrpc` must be \"2.0\"");
    }
    if (!frame.has("method")) {
      return response(frame, id);
    }
    String method = frame.path("method").asString("");
    if (!frame.path("method").isString() || method.isEmpty()) {
      throw invalid(id, "`method` must be a text");
    }
    Object params = params(frame.path("params"), id);
    return id == null
        ? new JSONRPCNotification(method, params)
        : new JSONRPCRequest(method, id, params);
  }

  private ObjectNode object(byte[] body) {
    String text;
    JsonNode node;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      node = json.readTree(text);
    } catch (CharacterCodingException wrong) {
      throw new FrameRefused(400, ErrorCodes.PARSE_ERROR, null, "the message is no UTF-8");
    } catch (JacksonException wrong) {
      throw new FrameRefused(
          400, ErrorCodes.PARSE_ERROR, null, "the message is no JSON: " + Json.reason(wrong));
    }
    if (node.isArray()) {
      throw invalid(null, "a batch of " + node.size() + ": send one message at a time");
    }
    if (!(node instanceof ObjectNode frame)) {
      throw invalid(
          null,
          "a message is an object, was " + node.getNodeType().name().toLowerCase(Locale.ROOT));
    }
    // Only an escape can bring half a surrogate pair, which no database can give back.
    if (text.contains("\\u") && !StandardCharsets.UTF_16.newEncoder().canEncode(frame.toString())) {
      throw invalid(null, "half a surrogate pair is no text");
    }
    return frame;
  }

  private static Object id(JsonNode id) {
    if (id.isString() && id.asString().length() <= ID_CHARACTERS_MAX) {
      return id.asString();
    }
    if (id.isIntegralNumber() && id.canConvertToLong()) {
      return id.asLong();
    }
    throw invalid(null, "`id` must be a whole number or a text of at most " + ID_CHARACTERS_MAX);
  }

  private @Nullable Object params(JsonNode params, @Nullable Object id) {
    if (params.isMissingNode() || params.isNull()) {
      return null;
    }
    if (!params.isObject()) {
      throw new FrameRefused(400, ErrorCodes.INVALID_PARAMS, id, "`params` must be an object");
    }
    return json.treeToValue(params, Object.class);
  }

  private JSONRPCResponse response(ObjectNode frame, @Nullable Object id) {
    if (id == null || frame.has("result") == frame.has("error")) {
      throw invalid(id, "a message has a method, or an id with either result or error");
    }
    try {
      return frame.has("result")
          ? JSONRPCResponse.result(id, json.treeToValue(frame.get("result"), Object.class))
          : JSONRPCResponse.error(
              id, json.treeToValue(frame.get("error"), JSONRPCResponse.JSONRPCError.class));
    } catch (JacksonException | IllegalArgumentException wrong) {
      throw invalid(id, "`result` must be an object and `error` have code and message");
    }
  }

  private static FrameRefused invalid(@Nullable Object id, String message) {
    return new FrameRefused(400, ErrorCodes.INVALID_REQUEST, id, message);
  }
}
