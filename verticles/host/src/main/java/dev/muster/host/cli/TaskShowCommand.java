package dev.muster.host.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code muster task show}: a task, its attempts, and why each decision came out as it did. */
@Command(
    name = "show",
    description = "Show a task, its attempts and the explained decisions.",
    mixinStandardHelpOptions = true)
final class TaskShowCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", converter = TaskId.class, description = "The task's id.")
  private TaskId.Value task = TaskId.NONE;

  @Override
  public Integer call() {
    JsonNode answer = global.client().get(task.path()).body();
    var screen = global.screen();
    screen.show(answer, lines(answer, screen.width()));
    return ExitCode.OK;
  }

  static List<String> lines(JsonNode answer, int width) {
    JsonNode task = answer.path("task");
    var lines = new ArrayList<String>();
    lines.add(task.path("id").asString("") + "  " + task.path("state").asString(""));
    lines.add(task.path("title").asString(""));
    add(lines, "reason", task.path("reason"));
    add(lines, "held", task.path("held"));
    if (task.path("estimate").isObject()) {
      lines.add("estimate: " + Explanation.estimate(task.path("estimate")));
    }
    if (!task.path("depends_on").isEmpty()) {
      lines.add("depends on: " + Table.joined(task.path("depends_on")));
    }
    lines.add("");
    lines.addAll(attempts(answer.path("attempts")).lines(width));
    for (JsonNode decision : answer.path("decisions")) {
      lines.add("");
      lines.addAll(Explanation.lines(decision, width));
    }
    return lines;
  }

  private static void add(List<String> lines, String name, JsonNode value) {
    if (value.isString()) {
      lines.add(name + ": " + value.stringValue());
    }
  }

  private static Table attempts(JsonNode attempts) {
    var table =
        new Table("ATTEMPT", "SLOT", "STATE", "RESULT", "AGENT", "MS", "PEAK MB", "MESSAGE");
    for (JsonNode attempt : attempts) {
      for (JsonNode slot : attempt.path("slots")) {
        table.row(
            attempt.path("number").asString(""),
            slot.path("slot").asString("") + "/" + attempt.path("slots").size(),
            slot.path("state").asString(""),
            slot.path("result").asString("-"),
            slot.path("agent").asString("-"),
            slot.path("duration_ms").asString("-"),
            megabytes(slot.path("peak_memory_bytes")),
            slot.path("message").asString(""));
      }
    }
    return table;
  }

  private static String megabytes(JsonNode bytes) {
    return bytes.isNumber() ? Long.toString(bytes.asLong() >> 20) : "-";
  }
}
