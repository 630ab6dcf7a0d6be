package dev.muster.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelMatcherTest {
  private static final Map<String, String> LABELS = Map.of("severity", "critical");

  private static boolean matches(String matcher) {
    return LabelMatcher.parse(matcher).matches(LABELS);
  }

  @Test
  void a_value_must_be_the_same_or_another() {
    assertTrue(matches("severity=critical"));
    assertTrue(matches("severity = \"critical\""));
    assertFalse(matches("severity=\"critic\""));
    assertFalse(matches("severity!=critical"));
    assertTrue(matches("severity!=warning"));
  }

  @Test
  void an_expression_is_of_the_whole_value() {
    assertTrue(matches("severity=~\"crit.*\""));
    assertFalse(matches("severity=~\"crit\""));
    assertFalse(matches("severity!~\".*cal\""));
  }

  @Test
  void an_absent_label_is_the_empty_text() {
    assertTrue(matches("team=\"\""));
    assertTrue(matches("team!=\"a\""));
    assertFalse(matches("team=~\".+\""));
  }

  @Test
  void it_is_written_as_it_is_read() {
    for (String text : List.of("a=\"b\"", "a!=\"b\"", "a=~\"b.*\"", "a!~\"b|c\"")) {
      assertEquals(text, LabelMatcher.parse(text).toString());
    }
  }

  @Test
  void what_is_no_matcher_is_refused_with_what_was_found() {
    for (String wrong : List.of("", "severity", "severity>1", "1a=b", "a==\"b\"c", "a=\"b")) {
      String said =
          String.valueOf(
              assertThrows(IllegalArgumentException.class, () -> LabelMatcher.parse(wrong), wrong)
                  .getMessage());
      assertEquals(
          "a matcher must be like severity=\"critical\", with =, !=, =~ or !~, was `" + wrong + "`",
          said);
    }
    assertThrows(IllegalArgumentException.class, () -> LabelMatcher.parse("a=~\"(\""));
    assertThrows(IllegalArgumentException.class, () -> LabelMatcher.parse("a=" + "b".repeat(201)));
  }
}
