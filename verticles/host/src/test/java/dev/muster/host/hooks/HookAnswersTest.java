package dev.muster.host.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Vendor;
import dev.muster.host.hooks.HookAnswers.When;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each vendor is answered, field by field. */
final class HookAnswersTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String DENIED =
      "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\","
          + "\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"taken\"}}";

  private static String context(String event) {
    return "{\"hookSpecificOutput\":{\"hookEventName\":\""
        + event
        + "\",\"additionalContext\":\"hear\"}}";
  }

  @Test
  void nothing_to_say_is_an_empty_object() {
    for (Vendor vendor : Vendor.values()) {
      for (When when : When.values()) {
        assertEquals("{}", HookAnswers.context(vendor, when, null));
        assertEquals("{}", HookAnswers.context(vendor, when, " \n"));
      }
    }
  }

  @Test
  void a_denial_is_in_the_fields_of_the_vendor_and_codex_gets_no_other() {
    assertEquals(DENIED, HookAnswers.denied(Vendor.CLAUDE, "taken"));
    assertEquals(DENIED, HookAnswers.denied(Vendor.CODEX, "taken"));
    assertEquals(
        "{\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"taken\","
            + DENIED.substring(1),
        HookAnswers.denied(Vendor.COPILOT, "taken"));
    assertEquals(
        "{\"permission\":\"deny\",\"user_message\":\"taken\",\"agent_message\":\"taken\","
            + "\"userMessage\":\"taken\",\"agentMessage\":\"taken\"}",
        HookAnswers.denied(Vendor.CURSOR, "taken"));
    assertEquals(
        "{\"decision\":\"deny\",\"reason\":\"taken\"}", HookAnswers.denied(Vendor.GEMINI, "taken"));
  }

  @Test
  void context_is_told_without_a_decision() {
    for (Vendor vendor : List.of(Vendor.CLAUDE, Vendor.CODEX)) {
      assertEquals(
          context("SessionStart"), HookAnswers.context(vendor, When.SESSION_START, "hear"));
      assertEquals(context("UserPromptSubmit"), HookAnswers.context(vendor, When.PROMPT, "hear"));
      assertEquals(context("PreToolUse"), HookAnswers.context(vendor, When.BEFORE_TOOL, "hear"));
      assertEquals(context("PostToolUse"), HookAnswers.context(vendor, When.AFTER_TOOL, "hear"));
    }
    assertEquals(context("BeforeAgent"), HookAnswers.context(Vendor.GEMINI, When.PROMPT, "hear"));
    assertEquals(context("AfterTool"), HookAnswers.context(Vendor.GEMINI, When.AFTER_TOOL, "hear"));
    assertEquals(
        "{\"systemMessage\":\"hear\"," + context("BeforeTool").substring(1),
        HookAnswers.context(Vendor.GEMINI, When.BEFORE_TOOL, "hear"));
    assertEquals(
        "{\"additionalContext\":\"hear\"," + context("SessionStart").substring(1),
        HookAnswers.context(Vendor.COPILOT, When.SESSION_START, "hear"));
    assertEquals(
        "{\"additional_context\":\"hear\"}",
        HookAnswers.context(Vendor.CURSOR, When.SESSION_START, "hear"));
  }

  @Test
  void the_word_that_grants_is_in_no_answer_before_a_tool() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      String text = text(random);
      for (Vendor vendor : Vendor.values()) {
        for (String answer :
            List.of(
                HookAnswers.denied(vendor, text),
                HookAnswers.context(vendor, When.BEFORE_TOOL, text))) {
          String found = "seed " + seed + ": " + answer;
          assertFalse(answer.toLowerCase(Locale.ROOT).contains("allow"), found);
          JsonNode json = JSON.readTree(answer);
          if (!text.isBlank()) {
            assertTrue(json.toString().contains(JSON.writeValueAsString(text)), found);
          }
        }
      }
    }
  }

  /** Random pieces, most of them of the word or of what could become it when escaped. */
  private static String text(Random random) {
    List<String> pieces =
        List.of(
            "allow",
            "Allow",
            "ALLOW",
            "al",
            "low",
            "a",
            "l",
            "o",
            "w",
            "llow",
            "\\",
            "\\u0061",
            "\"",
            "src/allowlist/Disallow.java",
            " ",
            "\n",
            "\t",
            "é",
            "😀",
            "{",
            "deny");
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  @Test
  void control_characters_are_replaced_since_an_escape_could_end_in_the_word() {
    String answer = HookAnswers.denied(Vendor.CLAUDE, "x\u001Allow\u0000y");
    assertFalse(answer.toLowerCase(Locale.ROOT).contains("allow"), answer);
    assertEquals(
        "x\uFFFDllow\uFFFDy",
        JSON.readTree(answer)
            .path("hookSpecificOutput")
            .path("permissionDecisionReason")
            .asString());
  }

  @Test
  void a_text_has_at_most_ten_thousand_characters() {
    for (String text : List.of("x".repeat(20_000), "😀".repeat(10_000), "x" + "😀".repeat(9_000))) {
      String said =
          JSON.readTree(HookAnswers.denied(Vendor.GEMINI, text)).path("reason").asString();
      assertTrue(said.length() <= 10_000 && said.length() > 9_990, "had " + said.length());
      assertTrue(said.endsWith("…"));
      assertFalse(Character.isHighSurrogate(said.charAt(said.length() - 2)));
    }
  }
}
