package dev.muster.host.cli.hooks;

import dev.muster.host.cli.JsonText;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an agent would make of a hook's answer. */
record HookAnswer(Kind kind, String text, long millis) {
  /** What happens to the tool. */
  enum Kind {
    /** The hook answered and decided nothing: the agent's own permissions hold. */
    FREE,
    DENIED,
    /** The answer permits: Muster never does. */
    GRANTED,
    /** Somebody refused the call, such as with 401. */
    REFUSED,
    /** No answer came. */
    SILENT,
    /** No entry takes this call. */
    ABSENT;

    /** As it stands in JSON. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads a body as this agent does: only the fields that it knows. */
  static HookAnswer of(AgentSettings agent, String body, long millis) {
    if (body.isBlank()) {
      return new HookAnswer(Kind.SILENT, "no answer", millis);
    }
    try {
      JsonNode answer = JsonText.read(body);
      JsonNode specific = answer.path("hookSpecificOutput");
      String decision =
          switch (agent.form()) {
            case CLAUDE, CODEX -> specific.path("permissionDecision").asString("");
            case COPILOT -> answer.path("permissionDecision").asString("");
            case CURSOR -> answer.path("permission").asString("");
            case GEMINI -> answer.path("decision").asString("");
          };
      String reason =
          switch (agent.form()) {
            case CLAUDE, CODEX -> specific.path("permissionDecisionReason").asString("");
            case COPILOT -> answer.path("permissionDecisionReason").asString("");
            case CURSOR -> answer.path("agent_message").asString("");
            case GEMINI -> answer.path("reason").asString("");
          };
      return switch (decision) {
        case "" -> new HookAnswer(answer.isObject() ? Kind.FREE : Kind.SILENT, "", millis);
        case "deny", "block" -> new HookAnswer(Kind.DENIED, reason, millis);
        default -> new HookAnswer(Kind.GRANTED, decision, millis);
      };
    } catch (JacksonException e) {
      return new HookAnswer(Kind.SILENT, "an answer that is no JSON", millis);
    }
  }

  boolean alarming() {
    return kind == Kind.SILENT || kind == Kind.REFUSED || kind == Kind.GRANTED;
  }
}
