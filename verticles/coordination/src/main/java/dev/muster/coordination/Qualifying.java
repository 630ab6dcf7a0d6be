package dev.muster.coordination;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentState;
import dev.muster.contract.Task;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which agents may work on a task, the best first. */
final class Qualifying {
  private Qualifying() {}

  /** Those that may be given a slot now; sessions are given none. */
  static List<Agent> takers(List<Agent> known) {
    return known.stream()
        .filter(agent -> agent.state() == AgentState.FREE && !agent.interactive())
        .toList();
  }

  /**
   * Those with every capability the task asks for: first who speaks its language, then whose
   * machine has the most memory free, then the least load, then who has done the least.
   */
  static List<Agent> rank(Task task, List<Agent> free) {
    return free.stream()
        .filter(agent -> agent.capabilities().containsAll(task.capabilities()))
        .sorted(
            Comparator.comparingInt((Agent agent) -> speaks(agent, task) ? 0 : 1)
                .thenComparing(
                    Agent::freeMemoryBytes, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(Agent::load, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparingLong(Agent::slotsEnded)
                .thenComparing(Agent::name))
        .toList();
  }

  /** Why no free agent qualifies. */
  static String whyNone(Task task, List<Agent> known) {
    Set<String> missing = new HashSet<>(task.capabilities());
    known.stream()
        .filter(agent -> agent.state() != AgentState.OFFLINE && !agent.interactive())
        .forEach(agent -> agent.capabilities().forEach(missing::remove));
    return missing.isEmpty()
        ? "waits for an agent with " + String.join(", ", task.capabilities())
        : "no agent has " + String.join(", ", missing.stream().sorted().toList());
  }

  private static boolean speaks(Agent agent, Task task) {
    return task.language() != null && agent.languages().contains(task.language());
  }
}
