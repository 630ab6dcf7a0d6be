package dev.muster.host.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlotReportTest {
  @Test
  void readsAllThatACommandMaySay() {
    SlotReport report =
        SlotReport.parse(
            """
            {"reason":"predecessor","depends_on":["task_a"],"tokens":12,"files":["x"],"message":"m"}\
            """);
    assertEquals(new SlotReport("predecessor", List.of("task_a"), 12L, List.of("x"), "m"), report);
  }

  @Test
  void resultIsAnotherWordForReason() {
    assertEquals("parked", SlotReport.parse("{\"result\":\"parked\"}").reason());
  }

  @Test
  void successIsSaidByTheExitCodeAlone() {
    assertNull(SlotReport.parse("{\"result\":\"succeeded\"}").reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "done", "{", "[1]", "{} trailing", "{\"tokens\":\"many\"}", "null"})
  void otherLinesAreNoReport(String line) {
    assertEquals(SlotReport.NONE, SlotReport.parse(line));
  }

  @Test
  void theTailKeepsTheLastLineOfMuchOutput() {
    var tail = new OutputTail();
    byte[] noise = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 1000; i++) {
      tail.add(noise, noise.length);
    }
    byte[] last = "\nlast line\n\n".getBytes(StandardCharsets.UTF_8);
    tail.add(last, last.length);
    assertEquals("last line", tail.lastLine());
  }

  @Test
  void anEmptyTailHasAnEmptyLastLine() {
    assertEquals("", new OutputTail().lastLine());
  }
}
