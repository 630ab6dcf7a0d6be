package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.Claim;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.NothingBound;
import dev.muster.contract.SlotState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/**
 * Claims that wait until a slot is bound to their agent. An event wakes them at once; as events are
 * hints, each looks again every two seconds anyhow. An agent waits once: its later claim ends the
 * one before, which may be of a connection that is gone. Confined to one event loop.
 */
public final class LongPolls {
  private static final long LOOK_AGAIN_MS = 2_000;

  private final Vertx vertx;
  private final Bus bus;
  private final Map<AgentId, Promise<Boolean>> sleepers = new HashMap<>();

  public LongPolls(Vertx vertx, Bus bus) {
    this.vertx = vertx;
    this.bus = bus;
  }

  /** Wakes the claims of agents that have something to claim now. */
  void wake(AttemptChanged event) {
    for (var slot : event.attempt().slots()) {
      Promise<Boolean> sleeper =
          slot.state() == SlotState.BOUND ? sleepers.remove(slot.agentId()) : null;
      if (sleeper != null) {
        sleeper.tryComplete(true);
      }
    }
  }

  /** Claims, waiting up to {@code millis} for something to claim. */
  public Future<Claim> claim(AgentId agent, long millis) {
    long started = System.nanoTime();
    return bus.request(Addresses.TASK_CLAIM, new ClaimSlot(agent))
        .compose(claim ->
            switch (claim) {
              case Assignment assignment -> Future.succeededFuture(assignment);
              case NothingBound nothing -> {
                long left = millis - (System.nanoTime() - started) / 1_000_000;
                yield left <= 0
                    ? Future.succeededFuture(nothing)
                    : sleep(agent, Math.min(left, LOOK_AGAIN_MS))
                        .compose(stays ->
                            stays
                                ? again(agent, started, millis)
                                : Future.succeededFuture(nothing));
              }
            });
  }

  /** Ends the wait of an agent; its claim is answered that there is nothing. */
  public void cancel(AgentId agent) {
    Promise<Boolean> sleeper = sleepers.remove(agent);
    if (sleeper != null) {
      sleeper.tryComplete(false);
    }
  }

  private Future<Claim> again(AgentId agent, long started, long millis) {
    long left = millis - (System.nanoTime() - started) / 1_000_000;
    return claim(agent, Math.max(0, left));
  }

  /** True when it is time to look again, false when a later claim took the place. */
  private Future<Boolean> sleep(AgentId agent, long millis) {
    Promise<Boolean> sleeper = Promise.promise();
    Promise<Boolean> before = sleepers.put(agent, sleeper);
    if (before != null) {
      before.tryComplete(false);
    }
    long timer =
        vertx.setTimer(
            millis,
            fired -> {
              sleepers.remove(agent, sleeper);
              sleeper.tryComplete(true);
            });
    return sleeper.future().onComplete(done -> vertx.cancelTimer(timer));
  }
}
