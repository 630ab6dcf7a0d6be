package dev.muster.host.mcp;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentState;
import dev.muster.contract.Attempt;
import dev.muster.contract.FleetPicture;
import dev.muster.contract.Notice;
import dev.muster.contract.TaskState;
import dev.muster.contract.TaskSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fleet in a screen of text. */
final class FleetWords {
  private static final int LINES_MAX = 12;

  private FleetWords() {}

  static String of(FleetPicture picture) {
    var lines = new ArrayList<String>();
    lines.add(
        "Swarm %s, mode %s (%s). Tasks: %s."
            .formatted(
                picture.swarm(),
                picture.mode(),
                picture.modeReason(),
                counts(picture.taskCounts())));
    lines.add("Agents: " + agents(picture.agents()) + ".");
    section(lines, "Running", picture.running(), FleetWords::attempt);
    section(
        lines,
        "Waiting",
        picture.tasks().stream().filter(FleetWords::waits).toList(),
        FleetWords::waiting);
    section(lines, "Leases", picture.leases(), FileWords::lease);
    section(lines, "Declarations", picture.declarations(), FileWords::declaration);
    section(lines, "For a person to look at", picture.notices(), Notice::text);
    return String.join("\n", lines);
  }

  private static String counts(Map<TaskState, Long> counts) {
    String all =
        List.of(TaskState.values()).stream()
            .filter(state -> counts.getOrDefault(state, 0L) > 0)
            .map(state -> counts.get(state) + " " + state.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "none" : all;
  }

  private static String agents(List<Agent> agents) {
    String there =
        agents.stream()
            .filter(agent -> agent.state() != AgentState.OFFLINE)
            .limit(LINES_MAX)
            .map(agent ->
                agent.name() + " " + (agent.interactive() ? "in a session" : agent.state()))
            .collect(Collectors.joining(", "));
    return there.isEmpty() ? "none there" : there;
  }

  private static String attempt(Attempt attempt) {
    String agents =
        attempt.slots().stream()
            .map(slot ->
                slot.agent()
                    + " "
                    + (slot.percent() == null ? slot.state() : slot.percent() + " %"))
            .collect(Collectors.joining(", "));
    return "%s \"%s\": %s".formatted(attempt.taskId(), attempt.title(), agents);
  }

  private static boolean waits(TaskSummary task) {
    return task.state() == TaskState.READY || task.state() == TaskState.SUBMITTED;
  }

  private static String waiting(TaskSummary task) {
    return "%s \"%s\"%s"
        .formatted(task.id(), task.title(), task.held() == null ? "" : ": " + task.held());
  }

  private static <T> void section(
      List<String> lines, String title, List<T> things, Function<T, String> line) {
    if (things.isEmpty()) {
      return;
    }
    lines.add(title + " (" + things.size() + "):");
    things.stream().limit(LINES_MAX).map(line).forEach(text -> lines.add("  " + text));
    if (things.size() > LINES_MAX) {
      lines.add("  and " + (things.size() - LINES_MAX) + " more");
    }
  }
}
