package dev.muster.coordination;

import dev.muster.contract.AgentId;
import dev.muster.contract.Attempt;
import dev.muster.contract.Landing;
import dev.muster.contract.Result;
import dev.muster.contract.Slot;
import dev.muster.contract.SlotState;
import dev.muster.contract.Source;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.contract.TaskSummary;
import dev.muster.store.OutcomeRows;
import dev.muster.store.SlotRows;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ends slots, and closes an attempt with the last of them: one outcome row, one move of its task.
 */
final class Endings {
  private static final int NONE = -1;

  private final Limits limits;
  private final RandomGenerator random;

  Endings(Limits limits, RandomGenerator random) {
    this.limits = limits;
    this.random = random;
  }

  /** Ends the slots whose time is over: leases not renewed, bindings not claimed. */
  int expire(Tx tx, Instant now) {
    List<SlotRows.Key> expired = tx.slots().expired(now, now.minus(limits.claimWithin()));
    // Those that were bound in vain take no slot until they claim, or they would be bound in vain
    // again.
    expired.stream().filter(key -> bound(tx, key)).forEach(key -> tx.agents().deafen(key.agent()));
    expired.forEach(key -> end(tx, key, Result.EXPIRED, "no sign of the agent in time", now));
    return expired.size();
  }

  private static boolean bound(Tx tx, SlotRows.Key key) {
    Attempt attempt = Objects.requireNonNull(tx.attempts().find(key.attempt()));
    return attempt.slots().get(key.slot()).state() == SlotState.BOUND;
  }

  /** Ends what an agent's earlier process held. */
  void supersede(Tx tx, AgentId agent, Instant now) {
    for (SlotRows.Key key : tx.slots().openOf(agent)) {
      end(tx, key, Result.EXPIRED, "the agent started anew", now);
    }
  }

  /**
   * Closes an attempt from outside: its open slots end void, and a claimed one leaves its outcome.
   */
  void abandon(Tx tx, Task task, Attempt attempt, Result result, Instant now) {
    voidOpenSlots(tx, attempt, NONE, now);
    tx.attempts().close(attempt.id(), result, now);
    if (task.state() == TaskState.RUNNING) {
      Attempt closed = Objects.requireNonNull(tx.attempts().find(attempt.id()));
      Landing landing = tx.leases().landing(task.id());
      tx.outcomes().insert(task, closed, result, components(closed, landing), false, now);
    }
    Parking.closed(tx, task.id(), now);
    Outbox.attempt(tx, "closed", attempt.id(), now);
    announceAgents(tx, attempt, now);
  }

  /** Ends the attempt of a session's task by evidence; {@code landing} when that tells it. */
  void conclude(
      Tx tx,
      Attempt attempt,
      Result result,
      String message,
      @Nullable Landing landing,
      Instant now) {
    end(tx, key(attempt, attempt.slots().getFirst()), result, message, landing, now);
  }

  /** Ends an attempt because what it declared is not free; its other slots end void. */
  void park(Tx tx, SlotRows.Key lead, String message, Instant now) {
    Attempt attempt = Objects.requireNonNull(tx.attempts().find(lead.attempt()));
    voidOpenSlots(tx, attempt, lead.slot(), now);
    end(tx, lead, Result.PARKED, message, now);
  }

  /** Ends one slot, and with the last of them its attempt. */
  void end(Tx tx, SlotRows.Key key, Result result, @Nullable String message, Instant now) {
    end(tx, key, result, message, null, now);
  }

  private void end(
      Tx tx,
      SlotRows.Key key,
      Result result,
      @Nullable String message,
      @Nullable Landing landing,
      Instant now) {
    if (!tx.slots().end(key, result, message, now)) {
      return;
    }
    Attempt attempt = Objects.requireNonNull(tx.attempts().find(key.attempt()));
    countForAgent(tx, attempt.slots().get(key.slot()), result);
    if (key.slot() == 0 && endsAll(result)) {
      voidOpenSlots(tx, attempt, NONE, now);
      attempt = Objects.requireNonNull(tx.attempts().find(key.attempt()));
    }
    boolean last = attempt.slots().stream().allMatch(slot -> slot.state() == SlotState.ENDED);
    if (last) {
      close(tx, attempt, landing, now);
      Parking.closed(tx, key.task(), now);
    }
    Outbox.attempt(tx, last ? "closed" : "slot_ended", key.attempt(), now);
    if (last) {
      announceAgents(tx, attempt, now);
    } else {
      Outbox.agent(tx, "freed", key.agent(), now);
    }
  }

  /** Slot 0 leads: without it nobody can vouch for the task. */
  private static boolean endsAll(Result ofLead) {
    return ofLead == Result.FAILED || ofLead == Result.HANDED_BACK || ofLead == Result.EXPIRED;
  }

  private void close(Tx tx, Attempt attempt, @Nullable Landing known, Instant now) {
    TaskId id = attempt.taskId();
    boolean claimed = attempt.slots().stream().anyMatch(slot -> slot.claimedAt() != null);
    if (!claimed) {
      tx.attempts().close(attempt.id(), Result.UNCLAIMED, now);
      Lifecycle.move(tx, id, TaskEvent.UNCLAIMED, "no slot was claimed in time", now);
      return;
    }
    Result result =
        Objects.requireNonNull(
            Ending.combined(
                attempt.slots().stream()
                    .map(slot -> Objects.requireNonNull(slot.result()))
                    .toList()));
    Ending ending = Ending.of(result);
    Task task = Lifecycle.require(tx, id);
    tx.attempts().close(attempt.id(), result, now);
    boolean learnable =
        ending.learnable() && task.source() == Source.SUBMITTED && task.agents() == null;
    Landing landing = known == null ? tx.leases().landing(id) : known;
    tx.outcomes().insert(task, attempt, result, components(attempt, landing), learnable, now);
    long count = tx.outcomes().count(id, result);
    TaskEvent event = ending.eventAfter(count);
    Lifecycle.move(tx, id, event, reason(result, attempt), now);
    if (event == TaskEvent.RETRY) {
      delay(tx, id, result, ending, count, now);
    }
  }

  /** The result, and of a failure what the first slot that failed says of it. */
  private static String reason(Result result, Attempt attempt) {
    return attempt.slots().stream()
        .filter(slot -> result == Result.FAILED && slot.result() == result)
        .map(Slot::message)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .map(message -> result + ": " + TaskSummary.title(message))
        .orElse(result.toString());
  }

  private void delay(Tx tx, TaskId id, Result result, Ending ending, long count, Instant now) {
    boolean nothingNamed =
        result == Result.PREDECESSOR && Lifecycle.require(tx, id).dependsOn().isEmpty();
    if (ending.backoff()) {
      Duration wait = limits.backoff(count);
      long jitter = random.nextLong(wait.toMillis() / 2 + 1);
      tx.tasks().delay(id, now.plus(wait).plusMillis(jitter));
    } else if (nothingNamed) {
      tx.tasks().delay(id, now.plus(limits.backoff()));
    }
    TaskId lost = tx.tasks().lostDependency(id);
    if (lost != null) {
      Lifecycle.loseDependency(tx, id, Lifecycle.require(tx, lost), now);
    }
  }

  private static void voidOpenSlots(Tx tx, Attempt attempt, int but, Instant now) {
    for (Slot slot : attempt.slots()) {
      if (slot.state() != SlotState.ENDED && slot.slot() != but) {
        tx.slots().end(key(attempt, slot), Result.VOIDED, "the attempt was closed", now);
        countForAgent(tx, slot, Result.VOIDED);
      }
    }
  }

  private static SlotRows.Key key(Attempt attempt, Slot slot) {
    return new SlotRows.Key(attempt.id(), attempt.taskId(), slot.slot(), slot.agentId());
  }

  /** A slot that was never claimed counts nothing: its agent may not have known of it. */
  private static void countForAgent(Tx tx, Slot slot, Result result) {
    if (slot.claimedAt() != null) {
      tx.agents().countSlot(slot.agentId(), result == Result.EXPIRED);
    }
  }

  private static void announceAgents(Tx tx, Attempt attempt, Instant now) {
    attempt.slots().stream()
        .map(Slot::agentId)
        .distinct()
        .forEach(agent -> Outbox.agent(tx, "freed", agent, now));
  }

  private static OutcomeRows.Components components(Attempt attempt, @Nullable Landing landing) {
    List<Slot> slots = attempt.slots();
    Long duration = null;
    for (Slot slot : slots) {
      Long of = slot.durationMs();
      duration =
          of == null ? duration : Long.valueOf(duration == null ? of : Math.max(of, duration));
    }
    long conflicts =
        slots.stream()
            .filter(s -> s.result() == Result.CONFLICT || s.result() == Result.PREDECESSOR)
            .count();
    return new OutcomeRows.Components(
        duration,
        sum(slots, Slot::tokens),
        sum(slots, Slot::peakMemoryBytes),
        Math.toIntExact(conflicts),
        landing);
  }

  /** The sum over all slots; null as soon as one is unknown. */
  private static @Nullable Long sum(List<Slot> slots, Function<Slot, @Nullable Long> part) {
    long sum = 0;
    for (Slot slot : slots) {
      Long value = part.apply(slot);
      if (value == null) {
        return null;
      }
      sum += value;
    }
    return sum;
  }
}
