package dev.muster.host.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelLinesTest {
  @Test
  void a_champion_on_probation_says_how_far_it_is_and_against_whom() {
    String probation = "{\"predecessor\":\"heuristic-1\",\"tasks\":812,\"needed\":2000}";
    List<String> lines = lines("{\"cards\":[],\"probation\":" + probation + "}");
    assertEquals("probation: 812 of 2000 tasks against heuristic-1", lines.getLast());
  }

  @Test
  void without_a_probation_there_is_no_such_line() {
    List<String> lines = lines("{\"cards\":[],\"probation\":null}");
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("probation")), lines::toString);
  }

  private static List<String> lines(String models) {
    return ModelLines.list(Json.lenient().readTree(models), 80);
  }
}
