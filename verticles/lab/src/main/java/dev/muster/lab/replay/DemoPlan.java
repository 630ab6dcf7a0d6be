package dev.muster.lab.replay;

import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A prepared demo: which history, which tasks, and the tree they must end with.
 *
 * @param run makes this demo's idempotency keys its own
 * @param note why another history is replayed than the one asked for, or empty
 */
record DemoPlan(
    DemoOptions options,
    String run,
    String repo,
    boolean generated,
    String note,
    String expectedTree,
    List<ReplayTask> tasks) {
  private static final int PINNED_TASKS = 3;
  private static final int PINNED_AGENTS = 3;

  DemoPlan {
    tasks = List.copyOf(tasks);
  }

  List<ReplayTask> usable() {
    return tasks.stream().filter(ReplayTask::usable).toList();
  }

  List<ReplayTask> skipped() {
    return tasks.stream().filter(task -> !task.usable()).toList();
  }

  /** The numbers of the tasks with the most parts: they show several slots of one task at work. */
  Set<Integer> pinned() {
    return usable().stream()
        .filter(task -> agentsFor(task) > 1)
        .sorted(Comparator.comparingInt(task -> -task.parts().size()))
        .limit(PINNED_TASKS)
        .map(ReplayTask::number)
        .collect(Collectors.toSet());
  }

  int agentsFor(ReplayTask task) {
    return Math.min(PINNED_AGENTS, Math.min(options.agents(), task.parts().size()));
  }

  Properties parameters() {
    var parameters = new Properties();
    options.putInto(parameters);
    parameters.setProperty("run", run);
    parameters.setProperty("source", repo);
    parameters.setProperty("generated", String.valueOf(generated));
    parameters.setProperty("note", note);
    parameters.setProperty("expected_tree", expectedTree);
    return parameters;
  }

  static DemoPlan of(Properties parameters, List<ReplayTask> tasks) {
    return new DemoPlan(
        DemoOptions.of(parameters),
        parameters.getProperty("run"),
        parameters.getProperty("source"),
        Boolean.parseBoolean(parameters.getProperty("generated")),
        parameters.getProperty("note"),
        parameters.getProperty("expected_tree"),
        tasks);
  }
}
