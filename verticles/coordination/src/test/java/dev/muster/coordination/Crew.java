package dev.muster.coordination;

import dev.muster.contract.AgentId;
import dev.muster.contract.Decide;
import dev.muster.contract.Decision;
import dev.muster.contract.GetTask;
import dev.muster.contract.Slot;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskId;
import java.util.List;

/** Some agents of a swarm, and what became of tasks that want them. */
record Crew(Swarm swarm) {
  /** So many agents join. */
  void join(int count) {
    for (int i = 0; i < count; i++) {
      swarm.agent("agent" + i);
    }
  }

  /** Who was bound to the task last. */
  List<AgentId> of(TaskId id) {
    return swarm.lastAttempt(id).slots().stream().map(Slot::agentId).toList();
  }

  /** The latest decision on the task. */
  Decision decision(TaskId id) {
    return Swarm.await(swarm.coordination().get(new GetTask(id))).decisions().getLast();
  }

  Decision advice(Draft draft) {
    return Swarm.await(swarm.coordination().decide(Decide.of(draft.task()))).decision();
  }

  /** Why the task was told of, in order. */
  List<String> causes(TaskId id) {
    return swarm.changes(id).stream().map(TaskChanged::cause).toList();
  }
}
