package dev.muster.host.hooks;

import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Holder;
import dev.muster.contract.Refused;
import dev.muster.contract.Vendor;
import dev.muster.host.hooks.Vocabulary.Moment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * Reads a hook's call into our own words. What it leaves out is forgotten: of prompts the size and
 * a hash remain, of commands whether they run tests, of contents nothing.
 */
final class HookReader {
  private static final int HASH_BYTES = 8;
  private static final String[] TOOL_NAMES = {"tool_name", "toolName"};
  private static final String[] TOOL_INPUTS = {"tool_input", "toolInput", "toolArgs", "tool_args"};
  private static final String[] TOOL_RESULTS = {
    "tool_response", "toolResponse", "tool_result", "toolResult", "tool_output", "toolOutput"
  };

  private final boolean storeText;
  private final TestCommands tests;

  HookReader(HookOptions options) {
    this.storeText = options.storeText();
    this.tests = TestCommands.of(options.testCommands());
  }

  HookCall read(Vendor vendor, String event, JsonNode body) {
    Vocabulary vocabulary = Vocabulary.of(vendor);
    Moment moment = vocabulary.moment(event);
    if (moment == Moment.OTHER) {
      return new HookCall.Other();
    }
    Caller caller = caller(vendor, body);
    var tools = new ToolReading(vocabulary, tests);
    return switch (moment) {
      case SESSION_START -> new HookCall.SessionStart(caller);
      case PROMPT -> prompt(caller, body);
      case BEFORE_TOOL -> new HookCall.BeforeTool(caller, tool(tools, caller, body));
      case AFTER_TOOL -> afterTool(caller, tool(tools, caller, body), body);
      case TOOL_FAILED -> failed(caller, tool(tools, caller, body), body);
      case BEFORE_SHELL -> new HookCall.BeforeTool(caller, shell(tools, caller, body));
      case AFTER_SHELL -> afterTool(caller, shell(tools, caller, body), body);
      case AFTER_EDIT ->
          new HookCall.AfterTool(caller, tools.tool("edit", body, caller.cwd()), true, null);
      case SUBAGENT_STOP -> new HookCall.SubagentStop(caller);
      case STOP -> new HookCall.Stop(caller);
      case SESSION_END -> new HookCall.SessionEnd(caller, Fields.text(body, "reason"));
      case OTHER -> new HookCall.Other();
    };
  }

  private static Caller caller(Vendor vendor, JsonNode body) {
    String cwd = cwd(body);
    String session = Fields.text(body, "session_id", "sessionId", "conversation_id");
    if (session == null && vendor == Vendor.COPILOT) {
      // Copilot named no session before its CLI 1.0: then a folder is one.
      session = "copilot-" + hash(cwd);
    }
    if (session == null || session.isBlank()) {
      throw new Refused(Failure.of(FailureCode.BAD_REQUEST, "a text in `session_id`", "none"));
    }
    String subagent = Fields.text(body, "agent_id", "agentId", "subagent_id");
    var holder = new Holder(session, subagent == null || subagent.isBlank() ? null : subagent);
    return new Caller(vendor, holder, cwd, Fields.text(body, "model"));
  }

  private static String cwd(JsonNode body) {
    String cwd = Fields.text(body, "cwd");
    if (cwd == null || cwd.isEmpty()) {
      cwd = body.path("workspace_roots").path(0).asString("");
    }
    if (cwd.isEmpty()) {
      return "/";
    }
    if (!cwd.startsWith("/")) {
      throw new Refused(Failure.of(FailureCode.BAD_REQUEST, "an absolute path in `cwd`", cwd));
    }
    return cwd;
  }

  private HookCall prompt(Caller caller, JsonNode body) {
    String prompt = Fields.text(body, "prompt", "user_prompt");
    String text = prompt == null ? "" : prompt;
    return new HookCall.Prompt(
        caller,
        text.getBytes(StandardCharsets.UTF_8).length,
        hash(text),
        storeText && !text.isBlank() ? text : null);
  }

  private static Tool tool(ToolReading tools, Caller caller, JsonNode body) {
    String name = Fields.text(body, TOOL_NAMES);
    if (name == null) {
      throw new Refused(Failure.of(FailureCode.BAD_REQUEST, "a text in `tool_name`", "none"));
    }
    return tools.tool(name, Fields.value(body, TOOL_INPUTS), caller.cwd());
  }

  private static Tool shell(ToolReading tools, Caller caller, JsonNode body) {
    return tools.tool("shell", body, caller.cwd());
  }

  private static HookCall afterTool(Caller caller, Tool tool, JsonNode body) {
    JsonNode response = Fields.value(body, TOOL_RESULTS);
    Integer exit = null;
    if (tool.shell()) {
      Integer above = ToolReading.exitCode(body);
      exit = above == null ? ToolReading.exitCode(response) : above;
      if (exit == null && caller.vendor() == Vendor.CLAUDE && ended(response)) {
        // Claude Code calls PostToolUse only when the command exited with 0.
        exit = 0;
      }
    }
    return new HookCall.AfterTool(caller, tool, ToolReading.succeeded(response), exit);
  }

  private static boolean ended(JsonNode response) {
    return response.isObject()
        && !response.path("interrupted").asBoolean(false)
        && !response.has("backgroundTaskId");
  }

  private static HookCall failed(Caller caller, Tool tool, JsonNode body) {
    JsonNode error = Fields.value(body, "error", "error_message");
    Integer exit = tool.shell() ? ToolReading.exitCode(error.asString("")) : null;
    boolean interrupted = body.path("is_interrupt").asBoolean(false);
    return new HookCall.AfterTool(caller, tool, false, interrupted ? null : exit);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
