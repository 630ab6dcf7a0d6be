package dev.muster.host.hooks;

import dev.muster.contract.Vendor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each vendor's hook is answered. An answer before a tool either denies or says nothing of
 * permission, so that the user's own prompts stay in force: the word that would grant one is in no
 * such answer, not even inside a path. Codex refuses fields that it does not know, so nobody gets
 * fields of another.
 */
final class HookAnswers {
  static final String NOTHING = "{}";
  private static final int TEXT_MAX = 10_000;
  private static final Pattern GRANT = Pattern.compile("(?i)(a)(?=llow)");
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F]");
  private static final JsonMapper JSON = new JsonMapper();

  /** When context is told. */
  enum When {
    SESSION_START("SessionStart", "SessionStart"),
    PROMPT("UserPromptSubmit", "BeforeAgent"),
    BEFORE_TOOL("PreToolUse", "BeforeTool"),
    AFTER_TOOL("PostToolUse", "AfterTool");

    private final String claude;
    private final String gemini;

    When(String claude, String gemini) {
      this.claude = claude;
      this.gemini = gemini;
    }

    private String event(Vendor vendor) {
      return vendor == Vendor.GEMINI ? gemini : claude;
    }
  }

  private HookAnswers() {}

  /** Something to tell the model, and no decision. */
  static String context(Vendor vendor, When when, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return NOTHING;
    }
    String said = capped(text);
    ObjectNode answer = JSON.createObjectNode();
    switch (vendor) {
      case CLAUDE, CODEX -> context(answer, vendor, when, said);
      case COPILOT -> {
        answer.put("additionalContext", said);
        context(answer, vendor, when, said);
      }
      case CURSOR -> answer.put("additional_context", said);
      case GEMINI -> {
        if (when == When.BEFORE_TOOL) {
          answer.put("systemMessage", said);
        }
        context(answer, vendor, when, said);
      }
    }
    return written(answer, when);
  }

  /** The tool must not run, and why. */
  static String denied(Vendor vendor, String text) {
    String said = capped(text);
    ObjectNode answer = JSON.createObjectNode();
    switch (vendor) {
      case CLAUDE, CODEX -> deny(answer.putObject("hookSpecificOutput"), said);
      case COPILOT -> {
        answer.put("permissionDecision", "deny").put("permissionDecisionReason", said);
        deny(answer.putObject("hookSpecificOutput"), said);
      }
      case CURSOR ->
          answer
              .put("permission", "deny")
              .put("user_message", said)
              .put("agent_message", said)
              .put("userMessage", said)
              .put("agentMessage", said);
      case GEMINI -> answer.put("decision", "deny").put("reason", said);
    }
    return written(answer, When.BEFORE_TOOL);
  }

  private static void context(ObjectNode answer, Vendor vendor, When when, String said) {
    answer
        .putObject("hookSpecificOutput")
        .put("hookEventName", when.event(vendor))
        .put("additionalContext", said);
  }

  private static void deny(ObjectNode output, String said) {
    output
        .put("hookEventName", When.BEFORE_TOOL.claude)
        .put("permissionDecision", "deny")
        .put("permissionDecisionReason", said);
  }

  /** A path may hold the word, and must stay right: there its first letter is a JSON escape. */
  private static String written(ObjectNode answer, When when) {
    String json = JSON.writeValueAsString(answer);
    return when == When.BEFORE_TOOL
        ? GRANT
            .matcher(json)
            .replaceAll(found ->
                Matcher.quoteReplacement("\\u00%02x".formatted((int) found.group().charAt(0))))
        : json;
  }

  /** No model reads control characters, and an escape of one could end in a letter of the word. */
  private static String capped(String text) {
    String said = CONTROL.matcher(text).replaceAll("\uFFFD");
    if (said.length() <= TEXT_MAX) {
      return said;
    }
    int end = TEXT_MAX - 1;
    return said.substring(0, Character.isHighSurrogate(said.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
