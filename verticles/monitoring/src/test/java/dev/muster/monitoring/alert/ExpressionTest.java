package dev.muster.monitoring.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExpressionTest {
  @Test
  void each_comparison_holds_below_at_or_above_its_number() {
    Map.of(
            ">", List.of(false, false, true),
            ">=", List.of(false, true, true),
            "<", List.of(true, false, false),
            "<=", List.of(true, true, false),
            "==", List.of(false, true, false),
            "!=", List.of(true, false, true))
        .forEach((sign, holds) -> {
          Expression expression = Expression.parse("heat " + sign + " 5");
          assertEquals(
              holds,
              List.of(expression.holds(4), expression.holds(5), expression.holds(6)),
              expression.toString());
        });
  }

  @Test
  void spaces_signs_and_exponents_are_read() {
    assertEquals("heat > -0.05", Expression.parse(" heat>-5e-2 ").toString());
    assertEquals("heat <= 1000", Expression.parse("heat <= +1.e3").toString());
    assertEquals("heat == 0.5", Expression.parse("heat == .5").toString());
  }

  @Test
  void everything_else_of_promql_is_refused_with_what_was_found() {
    for (String wrong :
        List.of(
            "",
            "heat",
            "heat > ",
            "heat > warm",
            "5 < heat",
            "heat => 5",
            "heat = 5",
            "heat > 5 and cold < 1",
            "rate(heat[5m]) > 5",
            "heat{oven=\"1\"} > 5",
            "heat > 5m",
            "heat > 0x10",
            "heat > NaN",
            "sum(heat) > 5")) {
      var refused = assertThrows(IllegalArgumentException.class, () -> Expression.parse(wrong));
      assertEquals(
          "expr must be `metric op number` with one of > >= < <= == !=, was `" + wrong + "`",
          refused.getMessage());
    }
  }
}
