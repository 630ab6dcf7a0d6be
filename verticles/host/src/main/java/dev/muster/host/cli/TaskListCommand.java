package dev.muster.host.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code muster task list}, newest first. */
@Command(name = "list", description = "List tasks, newest first.", mixinStandardHelpOptions = true)
final class TaskListCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(names = "--state", description = "Only tasks in this state.")
  private @Nullable String state;

  @Option(names = "--source", description = "Only submitted or only replay tasks.")
  private @Nullable String source;

  @Option(names = "--limit", defaultValue = "100", description = "At most this many.")
  private int limit;

  @Option(names = "--after", description = "Continue after this task.")
  private @Nullable String after;

  @Override
  public Integer call() {
    String path =
        "/api/v1/tasks?limit="
            + limit
            + filter("state", state)
            + filter("source", source)
            + filter("after", after);
    JsonNode answer = global.client().get(path).body();
    var screen = global.screen();
    screen.show(answer, lines(answer, screen.width()));
    return ExitCode.OK;
  }

  private static String filter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static List<String> lines(JsonNode answer, int width) {
    var table = new Table("TASK", "STATE", "TRIES", "WHY", "TITLE");
    for (JsonNode task : answer.path("tasks")) {
      String held = task.path("held").asString("");
      table.row(
          task.path("id").asString(""),
          task.path("state").asString(""),
          task.path("attempts").asString("0"),
          held.isEmpty() ? task.path("reason").asString("") : held,
          task.path("title").asString(""));
    }
    var lines = new ArrayList<>(table.lines(width));
    String next = answer.path("next").asString("");
    if (!next.isEmpty()) {
      lines.add("more: muster task list --after " + next);
    }
    return lines;
  }
}
