package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The whole picture as of event {@code seq}: counts of tasks by state, agents, open attempts, the
 * latest 100 tasks and 20 decisions.
 */
public record FleetPicture(
    String swarm,
    Mode mode,
    String modeReason,
    long seq,
    Instant at,
    Map<TaskState, Long> taskCounts,
    List<Agent> agents,
    List<Attempt> running,
    List<TaskSummary> tasks,
    List<Decision> decisions,
    List<FileLease> leases,
    List<Declaration> declarations,
    List<Denial> denials,
    List<UnleasedEdit> unleasedEdits,
    List<Notice> notices,
    FileRules fileRules)
    implements Reply {
  public FleetPicture {
    taskCounts = Map.copyOf(taskCounts);
    agents = List.copyOf(agents);
    running = List.copyOf(running);
    tasks = List.copyOf(tasks);
    decisions = List.copyOf(decisions);
    leases = List.copyOf(leases);
    declarations = List.copyOf(declarations);
    denials = List.copyOf(denials);
    unleasedEdits = List.copyOf(unleasedEdits);
    notices = List.copyOf(notices);
    fileRules = fileRules == null ? FileRules.UNSAID : fileRules;
  }
}
