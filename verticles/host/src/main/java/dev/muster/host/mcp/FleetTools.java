package dev.muster.host.mcp;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DescribeFleet;
import dev.muster.contract.FleetPicture;
import dev.muster.contract.GetTask;
import dev.muster.contract.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools that only look: the fleet, and why a task got its agents. */
record FleetTools(Bus bus) {
  /** Tasks that have not ended, newest first: a model reads a screen, not a database. */
  private static final int TASKS_MAX = 20;

  List<Tool> all() {
    return List.of(describe(), explain());
  }

  private Tool describe() {
    return new Tool(
        "describe_fleet",
        "Describe the fleet",
        "Who is there, what runs, what waits, which files are leased or declared, and what needs"
            + " a person.",
        Tool.Effect.READS,
        Schema.of(),
        (call, cancelled) ->
            bus.request(Addresses.FLEET_DESCRIBE, new DescribeFleet())
                .map(picture -> new Told(FleetWords.of(picture), summary(picture))));
  }

  /** The picture without the texts and curves that tools of their own tell. */
  private static Map<String, Object> summary(FleetPicture picture) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("swarm", picture.swarm());
    summary.put("mode", picture.mode());
    summary.put("mode_reason", picture.modeReason());
    summary.put("seq", picture.seq());
    summary.put("at", picture.at());
    summary.put("task_counts", picture.taskCounts());
    summary.put("agents", picture.agents());
    summary.put("running", picture.running());
    summary.put(
        "tasks",
        picture.tasks().stream()
            .filter(task -> !task.state().terminal())
            .limit(TASKS_MAX)
            .toList());
    summary.put("leases", picture.leases());
    summary.put("declarations", picture.declarations());
    summary.put("notices", picture.notices());
    return summary;
  }

  private Tool explain() {
    return new Tool(
        "explain_decision",
        "Explain a decision",
        "Where a task stands, why it got so many agents, and how its attempts went.",
        Tool.Effect.READS,
        Schema.of(Schema.text("task_id", "The task.").required()),
        (call, cancelled) ->
            bus.request(
                    Addresses.TASK_GET,
                    new GetTask(new TaskId(call.arguments().required("task_id"))))
                .map(detail -> new Told(DecisionWords.of(detail), detail)));
  }
}
