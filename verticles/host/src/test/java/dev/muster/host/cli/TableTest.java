package dev.muster.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableTest {
  @Test
  void columnsStandUnderTheirHeaders() {
    var table = new Table("NAME", "STATE").row("alpha", "busy").row("b", "free");
    assertEquals(List.of("NAME   STATE", "alpha  busy", "b      free"), table.lines(80));
  }

  @Test
  void theWidestColumnGivesWay() {
    var table = new Table("ID", "TITLE").row("task_1", "a long title that does not fit");
    assertEquals(List.of("ID      TITLE", "task_1  a long tit.."), table.lines(20));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 25, 40, 79, 200})
  void noLineIsWiderThanTheTerminal(int width) {
    var table = new Table("TASK", "STATE", "TRIES", "WHY", "TITLE");
    table.row("task_0190a0b0", "SUCCEEDED", "12", "predecessor missing", "x".repeat(200));
    for (String line : table.lines(width)) {
      assertTrue(line.length() <= width, line);
    }
  }

  @Test
  void rowsBecomeListsWhereColumnsDoNotFit() {
    var table = new Table("TASK", "STATE", "RESULT", "AGENT").row("task_1", "RUNNING", "-", "al");
    assertEquals(
        List.of("TASK: task_1", "STATE: RUNNING", "RESULT: -", "AGENT: al"), table.lines(20));
  }

  @Test
  void anIdIsNeverCut() {
    String id = "task_" + "0".repeat(30);
    var table = new Table("TASK", "TITLE").row(id, "a title that does not fit");
    assertEquals(id + "  a tit..", table.lines(44).getLast());
    assertEquals(List.of("TASK: " + id, "TITLE: a title tha.."), table.lines(20));
  }

  @Test
  void marksThatTurnTheDirectionAreReplaced() {
    assertEquals(List.of("A", "?evil? x"), new Table("A").row("\u202eevil\u202c x").lines(20));
  }

  @Test
  void noRowsSayNone() {
    assertEquals(List.of("none"), new Table("A").lines(20));
  }

  @Test
  void lineBreaksAndEscapesInACellAreHarmless() {
    assertEquals(List.of("A", "x y ?[1m"), new Table("A").row("x\n\ty \u001b[1m").lines(20));
  }

  @Test
  void aRowWithTooFewCellsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Table("A", "B").row("x"));
  }
}
