package dev.muster.coordination;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentId;
import dev.muster.contract.AttemptId;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.Mode;
import dev.muster.contract.Situation;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets waiting tasks start: in order of priority and age, each with a decision, an attempt and n
 * named free agents bound to its n slots in one transaction.
 */
final class Admission {

  /** The scheduler of a swarm under one epoch; a newer epoch ends it. */
  record Scheduler(String swarm, long epoch) {}

  private final Limits limits;
  private final Policy policy;
  private final RandomGenerator random;
  private final Deciding deciding;
  private final Parking parking;
  private final Scheduler scheduler;

  Admission(
      Limits limits, Policy policy, RandomGenerator random, Parking parking, Scheduler scheduler) {
    this.limits = limits;
    this.policy = policy;
    this.random = random;
    this.deciding = new Deciding(limits, policy);
    this.parking = parking;
    this.scheduler = scheduler;
  }

  /** Whether there may be something to admit; cheap, on what is committed. */
  boolean promising(Tx tx, Instant now) {
    return tx.tasks().admissibleCount(now, 1) > 0 && tx.agents().anyFree();
  }

  /**
   * The tasks that could start now if plugins let them, each with agents of its own; changes
   * nothing. Those that are asked about already keep their agents.
   */
  List<Prospect> prospects(Tx tx, MachineReading machine, Clearances clearances, Instant now) {
    var prospects = new ArrayList<Prospect>();
    if (tx.schedulerEpoch(scheduler.swarm()) != scheduler.epoch() || maintenance() != null) {
      return prospects;
    }
    var free = new ArrayList<>(Qualifying.takers(tx.agents().all()));
    int kept = 0;
    for (Task task : tx.tasks().admissible(now, limits.scanMax())) {
      if (free.isEmpty()) {
        return prospects;
      }
      Set<AgentId> before = clearances.kept(task.id(), now);
      kept += before.size();
      free.removeIf(agent -> before.contains(agent.id()));
      List<Agent> qualifying = before.isEmpty() ? Qualifying.rank(task, free) : List.of();
      if (qualifying.isEmpty() || parking.wouldHoldBack(tx, task, now)) {
        continue;
      }
      Deciding.Narrowed narrowed = deciding.narrow(tx, task, qualifying, machine, kept);
      if (narrowed.shortOfPin() && pinHolds(tx.tasks().shortSoFar(task.id(), now), now)) {
        return prospects;
      }
      if (narrowed.held() != null) {
        continue;
      }
      Prospect prospect = prospect(tx, task, narrowed, qualifying, machine, now);
      if (clearances.begin(prospect, now)) {
        kept += prospect.agents().size();
        free.removeAll(Set.copyOf(prospect.agents()));
        prospects.add(prospect);
      }
    }
    return prospects;
  }

  private Prospect prospect(
      Tx tx,
      Task task,
      Deciding.Narrowed narrowed,
      List<Agent> qualifying,
      MachineReading machine,
      Instant now) {
    Situation situation = deciding.situation(tx, task, narrowed, machine, now);
    return new Prospect(task, situation, policy.chooses().apply(situation), qualifying, now);
  }

  /** Holds a task that a plugin refused; it is not looked at for a while. */
  void refuse(Tx tx, TaskId id, String veto, Instant now) {
    Task task = tx.tasks().find(id);
    if (task != null && task.state() == TaskState.READY) {
      tx.tasks().delay(id, now.plus(limits.vetoRetry()));
      hold(tx, task, veto, now);
    }
  }

  /**
   * Admits what can be admitted now; the answer is how many tasks. With {@code clearances}, only
   * what plugins cleared.
   */
  int admit(Tx tx, MachineReading machine, @Nullable Clearances clearances, Instant now) {
    if (tx.schedulerEpoch(scheduler.swarm()) != scheduler.epoch()) {
      return 0;
    }
    String maintenance = maintenance();
    if (maintenance != null) {
      tx.tasks().admissible(now, limits.scanMax()).forEach(t -> hold(tx, t, maintenance, now));
      return 0;
    }
    return admitted(tx, machine, clearances, now);
  }

  private int admitted(
      Tx tx, MachineReading machine, @Nullable Clearances clearances, Instant now) {
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
      Prospect prospect =
          clearances == null
              ? prospect(tx, task, narrowed, qualifying, machine, now)
              : cleared(clearances, task.id(), narrowed, qualifying, now);
      if (prospect != null) {
        bind(tx, prospect, now);
        admitted++;
      }
      Set<AgentId> taken = prospect == null ? kept(clearances, task, now) : ids(prospect);
      free.removeIf(agent -> taken.contains(agent.id()));
    }
    return admitted;
  }

  /** Why no task starts; null when tasks may. */
  private @Nullable String maintenance() {
    Policy.Standing standing = policy.standing().get();
    return standing.mode() == Mode.MAINTENANCE
        ? "the host is in MAINTENANCE: " + standing.reason()
        : null;
  }

  /** What the task was cleared for, as long as just that is still possible. */
  private static @Nullable Prospect cleared(
      Clearances clearances,
      TaskId id,
      Deciding.Narrowed narrowed,
      List<Agent> qualifying,
      Instant now) {
    Prospect cleared = clearances.cleared(id, now);
    if (cleared == null) {
      return null;
    }
    clearances.end(id);
    Set<AgentId> free = qualifying.stream().map(Agent::id).collect(Collectors.toSet());
    boolean possible = narrowed.allows(cleared.choice().n()) && free.containsAll(ids(cleared));
    return possible ? cleared : null;
  }

  private static Set<AgentId> ids(Prospect prospect) {
    return prospect.agents().stream().map(Agent::id).collect(Collectors.toSet());
  }

  private static Set<AgentId> kept(@Nullable Clearances clearances, Task task, Instant now) {
    return clearances == null ? Set.of() : clearances.kept(task.id(), now);
  }

  /** A pinned task holds the others back for a while, then starts with what is free. */
  private boolean waitsForPin(Tx tx, Task task, Instant now) {
    Instant since = tx.tasks().shortSince(task.id(), now);
    if (pinHolds(since, now)) {
      hold(tx, task, "waits until " + task.agents() + " agents are free", now);
      return true;
    }
    return false;
  }

  private boolean pinHolds(Instant since, Instant now) {
    return now.isBefore(since.plus(limits.pinWait()));
  }

  private static void hold(Tx tx, Task task, @Nullable String why, Instant now) {
    if (tx.tasks().hold(task.id(), why)) {
      Task held = Objects.requireNonNull(tx.tasks().find(task.id()));
      Outbox.task(tx, "held", TaskState.READY, held, now);
    }
  }

  private void bind(Tx tx, Prospect prospect, Instant now) {
    Task task = prospect.task();
    List<Agent> agents = prospect.agents();
    Decision advice = deciding.decision(prospect.situation(), prospect.choice(), prospect.at());
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
