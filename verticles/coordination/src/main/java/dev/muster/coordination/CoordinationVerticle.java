package dev.muster.coordination;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.Event;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers on the bus for a {@link Coordination}, and lets it admit and sweep. */
public final class CoordinationVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinationVerticle.class);

  /** Admissions wait this long for more of the same hints; the sweep is the fallback. */
  private static final long HINTS_MS = 5;

  private final Bus bus;
  private final Coordination coordination;
  private final LongSupplier monotonicNanos;
  private final DecisionTimes times;
  private boolean hinted;

  public CoordinationVerticle(
      Bus bus, Coordination coordination, LongSupplier monotonicNanos, DecisionTimes times) {
    this.bus = bus;
    this.coordination = coordination;
    this.monotonicNanos = monotonicNanos;
    this.times = times;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(coordination.sweepPeriod().toMillis(), timer -> sweep());
    return Future.all(
        List.of(
            bus.serve(Addresses.TASK_SUBMIT, q -> on(coordination.submit(q))),
            bus.serve(Addresses.TASK_GET, q -> on(coordination.get(q))),
            bus.serve(Addresses.TASK_LIST, q -> on(coordination.list(q))),
            bus.serve(Addresses.TASK_CANCEL, q -> on(coordination.cancel(q.taskId()))),
            bus.serve(Addresses.TASK_CLAIM, q -> on(coordination.claim(q))),
            bus.serve(Addresses.TASK_RENEW, q -> on(coordination.renew(q))),
            bus.serve(Addresses.TASK_PROGRESS, q -> on(coordination.progress(q))),
            bus.serve(Addresses.TASK_OUTCOME, q -> on(coordination.outcome(q))),
            bus.serve(Addresses.AGENT_REGISTER, q -> on(coordination.register(q))),
            bus.serve(Addresses.AGENT_HEARTBEAT, q -> on(coordination.heartbeat(q))),
            bus.serve(Addresses.AGENT_LIST, q -> on(coordination.agents())),
            bus.serve(Addresses.DECIDE, q -> on(coordination.decide(q))),
            bus.serve(Addresses.FLEET_DESCRIBE, q -> on(coordination.picture(q))),
            bus.subscribe(Addresses.TASK_EVENTS, this::hint),
            bus.subscribe(Addresses.AGENT_EVENTS, this::hint)));
  }

  private void hint(Event event) {
    if (!hinted) {
      hinted = true;
      vertx.setTimer(HINTS_MS, timer -> admit());
    }
  }

  private void admit() {
    hinted = false;
    long since = monotonicNanos.getAsLong();
    on(coordination.admit(tasks -> times.decided(tasks, monotonicNanos.getAsLong() - since)))
        .onFailure(failure -> LOG.error("admission failed; the sweep tries again", failure));
  }

  private void sweep() {
    on(coordination.sweep(monotonicNanos.getAsLong()))
        .onSuccess(ended -> admit())
        .onFailure(failure -> LOG.error("sweep failed; it is tried again", failure));
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
