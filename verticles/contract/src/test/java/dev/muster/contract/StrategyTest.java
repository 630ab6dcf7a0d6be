package dev.muster.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StrategyTest {
  @Test
  void it_names_the_lines_of_the_configuration_that_make_it_hold() {
    assertEquals(
        List.of(
            "prediction.cost_minute: 0.1",
            "prediction.cost_tokens: 0.4",
            "coordination.agents_max: 3"),
        new Strategy(Map.of("tokens", .4, "minute", .1), 3).conf());
  }

  @Test
  void one_that_changes_nothing_or_what_is_not_known_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Strategy(Map.of(), null));
    assertThrows(IllegalArgumentException.class, () -> new Strategy(Map.of("luck", 1.0), null));
    assertThrows(IllegalArgumentException.class, () -> new Strategy(Map.of("tokens", -1.0), null));
    assertThrows(
        IllegalArgumentException.class, () -> new Strategy(Map.of("tokens", Double.NaN), null));
    assertThrows(IllegalArgumentException.class, () -> new Strategy(Map.of(), 8));
  }

  @Test
  void a_fifth_of_a_block_washes_out_unless_another_part_is_named() {
    var b = new Strategy(Map.of(), 3);
    assertEquals(6, new StartExperiment("x", b, 30, null).washoutMin());
    assertEquals(0, new StartExperiment("x", b, 30, 0).washoutMin());
    assertThrows(IllegalArgumentException.class, () -> new StartExperiment("x", b, 30, 16));
    assertThrows(IllegalArgumentException.class, () -> new StartExperiment("x", b, null, 3));
    assertThrows(IllegalArgumentException.class, () -> new StartExperiment("x", b, 4, null));
    assertThrows(IllegalArgumentException.class, () -> new StartExperiment(" ", b, null, null));
  }
}
