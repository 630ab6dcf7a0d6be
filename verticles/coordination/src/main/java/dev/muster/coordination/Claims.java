package dev.muster.coordination;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentState;
import dev.muster.contract.Assignment;
import dev.muster.contract.Attempt;
import dev.muster.contract.Claim;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.FailureCode;
import dev.muster.contract.LeaseRenewed;
import dev.muster.contract.Mode;
import dev.muster.contract.NothingBound;
import dev.muster.contract.Refused;
import dev.muster.contract.RenewSlot;
import dev.muster.contract.ReportProgress;
import dev.muster.contract.SlotState;
import dev.muster.contract.TaskId;
import dev.muster.store.SlotRows;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/** Hands bound slots to their agents and keeps them while they are renewed. */
final class Claims {
  private final Limits limits;
  private final Supplier<Policy.Standing> standing;

  Claims(Limits limits, Supplier<Policy.Standing> standing) {
    this.limits = limits;
    this.standing = standing;
  }

  /**
   * Gives the agent its slot; the same one again until it was renewed. In a maintenance nothing
   * begins: what was bound and not claimed is bound anew after it.
   */
  Claim claim(Tx tx, ClaimSlot request, Instant now) {
    Agent before = tx.agents().find(request.agent());
    if (before == null) {
      throw new Refused(
          FailureCode.NOT_FOUND, "there is no agent " + request.agent() + ": register first");
    }
    if (before.interactive()) {
      throw new Refused(
          FailureCode.CONFLICT, before.name() + " is a session, and sessions are given no slots");
    }
    tx.agents().seen(request.agent(), now);
    if (before.state() == AgentState.OFFLINE) {
      Outbox.agent(tx, "returned", request.agent(), now);
    }
    SlotRows.Key key = tx.slots().claimable(request.agent(), now);
    if (key == null) {
      return new NothingBound();
    }
    Attempt attempt = Objects.requireNonNull(tx.attempts().find(key.attempt()));
    if (attempt.slots().get(key.slot()).state() == SlotState.BOUND) {
      if (standing.get().mode() == Mode.MAINTENANCE) {
        return new NothingBound();
      }
      tx.slots().claim(key, tx.nextFence(), now, now.plus(limits.lease()));
      Lifecycle.move(tx, key.task(), TaskEvent.CLAIM, null, now);
      Outbox.attempt(tx, "claimed", key.attempt(), now);
    }
    return assignment(tx, key);
  }

  /** Keeps a slot for another lease. */
  LeaseRenewed renew(Tx tx, RenewSlot request, Instant now) {
    Instant until = now.plus(limits.lease());
    if (!tx.slots().renew(request.taskId(), request.slot(), request.fence(), now, until)) {
      throw stale(request.taskId(), request.slot(), request.fence());
    }
    return new LeaseRenewed(until);
  }

  /** Keeps a slot and notes how far it is. */
  LeaseRenewed progress(Tx tx, ReportProgress request, Instant now) {
    LeaseRenewed renewed =
        renew(tx, new RenewSlot(request.taskId(), request.slot(), request.fence()), now);
    tx.slots().progress(request.fence(), request.percent(), request.message());
    SlotRows.Key key =
        Objects.requireNonNull(
            tx.slots().fenced(request.taskId(), request.slot(), request.fence()));
    Outbox.attempt(tx, "progressed", key.attempt(), now);
    return renewed;
  }

  /** What the holder of a fence that is not valid any more is told. */
  static Refused stale(TaskId task, int slot, long fence) {
    return new Refused(
        FailureCode.STALE_FENCE,
        "fence " + fence + " does not hold slot " + slot + " of " + task + " any more");
  }

  private static Assignment assignment(Tx tx, SlotRows.Key key) {
    Attempt attempt = Objects.requireNonNull(tx.attempts().find(key.attempt()));
    var slot = attempt.slots().get(key.slot());
    return new Assignment(
        key.task(),
        key.attempt(),
        key.slot(),
        attempt.slots().size(),
        Objects.requireNonNull(slot.fence()),
        Objects.requireNonNull(slot.leaseUntil()),
        CoordinationClass.band(attempt.slots().size()).topology(),
        Lifecycle.require(tx, key.task()));
  }
}
