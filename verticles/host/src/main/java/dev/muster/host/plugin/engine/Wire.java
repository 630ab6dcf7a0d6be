package dev.muster.host.plugin.engine;

import dev.muster.bus.Json;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON that plugins outside the JVM read and write: one object for a call, one for its answer,
 * snake_case, each on one line.
 */
public final class Wire {
  /** An answer holds a reason or an event, not a document. */
  public static final int ANSWER_BYTES_MAX = 64 * 1024;

  private static final int QUOTED_MAX = 120;
  private static final JsonMapper JSON = Json.strict();

  private Wire() {}

  private record Call(
      String phase, String plugin, String call, Map<String, Object> config, HookInput input) {}

  /** What a plugin wrote; which fields count depends on {@code result}. */
  record Answer(
      @Nullable String call,
      @Nullable String result,
      @Nullable Integer agentsMax,
      @Nullable String note,
      @Nullable String reason,
      @Nullable String type,
      @Nullable Map<String, String> data) {

    HookResult hookResult() throws HookFailed {
      try {
        return switch (result) {
          case null -> HookResult.proceed();
          case "continue" -> HookResult.proceed();
          case "amend" -> new HookResult.Amend(agentsMax, note);
          case "veto" -> HookResult.veto(reason == null ? "" : reason);
          case "emit" -> HookResult.emit(type == null ? "" : type, data == null ? Map.of() : data);
          default ->
              throw new HookFailed(
                  "result must be continue, amend, veto or emit, was " + quoted(result));
        };
      } catch (IllegalArgumentException e) {
        throw new HookFailed("the answer is not valid: " + e.getMessage());
      }
    }
  }

  /** The line that asks a plugin, without its end. */
  public static String call(
      String plugin, long call, Map<String, Object> configValues, HookInput input) {
    return JSON.writeValueAsString(
        new Call(input.phase().toString(), plugin, Long.toString(call), configValues, input));
  }

  /** What an answer means; a blank one means to go on. */
  public static HookResult result(String json) throws HookFailed {
    return json.isBlank() ? HookResult.proceed() : answer(json).hookResult();
  }

  static Answer answer(String json) throws HookFailed {
    if (json.length() > ANSWER_BYTES_MAX
        || json.getBytes(StandardCharsets.UTF_8).length > ANSWER_BYTES_MAX) {
      throw new HookFailed("an answer must be at most " + ANSWER_BYTES_MAX + " bytes");
    }
    try {
      Answer answer = JSON.readValue(json, Answer.class);
      if (answer == null) {
        throw new HookFailed("the answer must be a JSON object, was null");
      }
      return answer;
    } catch (JacksonException e) {
      throw new HookFailed(
          "the answer must be a JSON object: " + Json.reason(e) + ", in " + quoted(json));
    }
  }

  static String quoted(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return "`" + (line.length() <= QUOTED_MAX ? line : line.substring(0, QUOTED_MAX) + "…") + "`";
  }
}
