package dev.muster.coordination;

import dev.muster.contract.Agent;
import dev.muster.contract.Choice;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Masked;
import dev.muster.contract.Situation;
import dev.muster.contract.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a task would start with: how it stands, what the policy chose, and the free agents that
 * qualify, the best first.
 *
 * @param at when the features were read: the decision knows nothing of what came later, however
 *     long plugins are asked before it is stored
 */
record Prospect(Task task, Situation situation, Choice choice, List<Agent> qualifying, Instant at) {
  Prospect {
    qualifying = List.copyOf(qualifying);
  }

  /** The agents of its slots, the leading one first. */
  List<Agent> agents() {
    return qualifying.subList(0, choice.n());
  }

  /** The numbers of agents that may be chosen. */
  List<Integer> allowed() {
    return IntStream.rangeClosed(1, CoordinationClass.AGENTS_MAX)
        .filter(situation::allows)
        .boxed()
        .toList();
  }

  /** With at most {@code agents}; where that masks anything, the policy chooses again. */
  Prospect atMost(int agents, String why, Policy policy) {
    List<Integer> now = allowed().stream().filter(n -> n > Math.max(1, agents)).toList();
    if (now.isEmpty()) {
      return this;
    }
    var masked = new ArrayList<>(situation.masked());
    now.forEach(n -> masked.add(new Masked(n, why)));
    Situation narrowed = situation.with(situation.features(), masked);
    return new Prospect(task, narrowed, policy.chooses().apply(narrowed), qualifying, at);
  }
}
