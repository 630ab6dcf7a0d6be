package dev.muster.host.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster status}: the fleet as it is now, and what a person should look at. */
@Command(
    name = "status",
    description = "Show mode, tasks, agents, running slots, leases and notices.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() {
    var client = global.client();
    var screen = global.screen();
    MissedHooks missed = MissedHooks.read(global.data()).real();
    JsonNode fleet;
    try {
      fleet = client.get("/api/v1/fleet").body();
    } catch (ApiFailure failure) {
      missed.warning().ifPresent(screen::note);
      throw failure;
    }
    if (fleet instanceof ObjectNode document) {
      document.set("missed_hooks", missed.json());
    }
    screen.show(fleet, lines(client.url(), fleet, missed, screen.width()));
    return ExitCode.OK;
  }

  static List<String> lines(String url, JsonNode fleet, MissedHooks missed, int width) {
    var lines = new ArrayList<String>();
    missed.warning().ifPresent(lines::add);
    lines.addAll(Notices.loud(fleet.path("notices")));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add("host   " + url);
    lines.add("swarm  " + fleet.path("swarm").asString(""));
    String reason = fleet.path("mode_reason").asString("");
    lines.add(
        "mode   "
            + fleet.path("mode").asString("")
            + (reason.isEmpty() ? "" : " (" + reason + ")"));
    lines.add("");
    var tasks = new Table("TASKS", "COUNT");
    fleet
        .path("task_counts")
        .properties()
        .forEach(count -> tasks.row(count.getKey(), count.getValue().asString("0")));
    lines.addAll(tasks.lines(width));
    lines.add("");
    lines.addAll(Table.agents(fleet.path("agents")).lines(width));
    lines.add("");
    lines.addAll(running(fleet.path("running")).lines(width));
    if (!fleet.path("leases").isEmpty()) {
      lines.add("");
      lines.addAll(LeaseLines.table(fleet.path("leases"), fleet.path("at")).lines(width));
    }
    return lines;
  }

  private static Table running(JsonNode attempts) {
    var table = new Table("RUNNING", "SLOT", "STATE", "AGENT", "FENCE", "TITLE");
    for (JsonNode attempt : attempts) {
      for (JsonNode slot : attempt.path("slots")) {
        table.row(
            attempt.path("task_id").asString(""),
            slot.path("slot").asString("") + "/" + attempt.path("slots").size(),
            slot.path("state").asString(""),
            slot.path("agent").asString("-"),
            slot.path("fence").asString("-"),
            attempt.path("title").asString(""));
      }
    }
    return table;
  }
}
