package dev.muster.coordination;

import dev.muster.contract.Agent;
import dev.muster.contract.AttemptId;
import dev.muster.contract.Choice;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.Situation;
import dev.muster.contract.Task;
import dev.muster.contract.TaskState;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets waiting tasks start: in order of priority and age, each with a decision, an attempt and n
 * named free agents bound to its n slots in one transaction.
 */
final class Admission {

  /** The scheduler of a swarm under one epoch; a newer epoch ends it. */
  record Scheduler(String swarm, long epoch) {}

  private final Limits limits;
  private final Function<Situation, Choice> policy;
  private final RandomGenerator random;
  private final Deciding deciding;
  private final Parking parking;
  private final Scheduler scheduler;

  Admission(
      Limits limits,
      Function<Situation, Choice> policy,
      RandomGenerator random,
      Parking parking,
      Scheduler scheduler) {
    this.limits = limits;
    this.policy = policy;
    this.random = random;
    this.deciding = new Deciding(limits);
    this.parking = parking;
    this.scheduler = scheduler;
  }

  /** Whether there may be something to admit; cheap, on what is committed. */
  boolean promising(Tx tx, Instant now) {
    return tx.tasks().admissibleCount(now, 1) > 0 && tx.agents().anyFree();
  }

  /** Admits what can be admitted now; the answer is how many tasks. */
  int admit(Tx tx, MachineReading machine, Instant now) {
    if (tx.schedulerEpoch(scheduler.swarm()) != scheduler.epoch()) {
      return 0;
    }
    List<Agent> known = tx.agents().all();
    var free = new ArrayList<>(Qualifying.takers(known));
    int admitted = 0;
    for (Task task : tx.tasks().admissible(now, limits.scanMax())) {
      if (free.isEmpty()) {
        return admitted;
      }
      List<Agent> qualifying = Qualifying.rank(task, free);
      if (qualifying.isEmpty()) {
        hold(tx, task, Qualifying.whyNone(task, known), now);
        continue;
      }
      if (parking.holdsBack(tx, task, now)) {
        continue;
      }
      Deciding.Narrowed narrowed = deciding.narrow(tx, task, qualifying, machine);
      if (narrowed.held() != null) {
        hold(tx, task, narrowed.held(), now);
        continue;
      }
      if (narrowed.shortOfPin() && waitsForPin(tx, task, now)) {
        return admitted;
      }
      Situation situation = deciding.situation(tx, task, narrowed, machine, now);
      Choice choice = policy.apply(situation);
      List<Agent> bound = qualifying.subList(0, choice.n());
      bind(tx, task, Deciding.decision(situation, choice, now), bound, now);
      free.removeAll(Set.copyOf(bound));
      admitted++;
    }
    return admitted;
  }

  /** A pinned task holds the others back for a while, then starts with what is free. */
  private boolean waitsForPin(Tx tx, Task task, Instant now) {
    Instant since = tx.tasks().shortSince(task.id(), now);
    if (now.isBefore(since.plus(limits.pinWait()))) {
      hold(tx, task, "waits until " + task.agents() + " agents are free", now);
      return true;
    }
    return false;
  }

  private static void hold(Tx tx, Task task, @Nullable String why, Instant now) {
    if (tx.tasks().hold(task.id(), why)) {
      Task held = Objects.requireNonNull(tx.tasks().find(task.id()));
      Outbox.task(tx, "held", TaskState.READY, held, now);
    }
  }

  private void bind(Tx tx, Task task, Decision advice, List<Agent> agents, Instant now) {
    var attempt = AttemptId.next(now, random);
    var id = DecisionId.next(now, random);
    Decision decision = Deciding.stored(advice, id, task.id(), attempt);
    tx.decisions().insert(id, task.id(), attempt, decision);
    int number = tx.tasks().nextAttempt(task.id());
    tx.attempts().open(attempt, task.id(), number, id, scheduler.epoch(), now);
    for (int slot = 0; slot < agents.size(); slot++) {
      tx.slots().bind(attempt, slot, agents.get(slot).id(), now);
    }
    Lifecycle.move(tx, task.id(), TaskEvent.ADMIT, null, now);
    Parking.admitted(tx, task.id(), now);
    Outbox.decision(tx, decision, now);
    Outbox.attempt(tx, "admitted", attempt, now);
    agents.forEach(agent -> Outbox.agent(tx, "bound", agent.id(), now));
  }
}
