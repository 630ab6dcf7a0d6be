package dev.muster.coordination.lease;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.AttemptChanged;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers on the bus for {@link Leases}, and lets them expire. */
public final class LeaseVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseVerticle.class);
  private static final long SWEEP_MS = 1_000;

  private final Bus bus;
  private final Store store;
  private final LeaseLimits limits;
  private final InstantSource clock;
  private final LongSupplier monotonicNanos;
  private final RandomGenerator random;

  public LeaseVerticle(
      Bus bus,
      Store store,
      LeaseLimits limits,
      InstantSource clock,
      LongSupplier monotonicNanos,
      RandomGenerator random) {
    this.bus = bus;
    this.store = store;
    this.limits = limits;
    this.clock = clock;
    this.monotonicNanos = monotonicNanos;
    this.random = random;
  }

  @Override
  public Future<?> start() {
    Executor own = run -> context.runOnContext(_ -> run.run());
    return on(Leases.start(store, clock, monotonicNanos, limits, random, own)).compose(this::serve);
  }

  private Future<?> serve(Leases leases) {
    vertx.setPeriodic(SWEEP_MS, _ -> sweep(leases));
    return Future.all(
            bus.serve(Addresses.LEASE_ACQUIRE, q -> on(leases.acquire(q))),
            bus.serve(Addresses.LEASE_RENEW, q -> Future.succeededFuture(leases.renew(q))),
            bus.serve(Addresses.LEASE_RELEASE, q -> on(leases.release(q))),
            bus.serve(Addresses.LEASE_REST, q -> Future.succeededFuture(leases.rest(q))))
        .compose(_ ->
            Future.all(
                bus.serve(Addresses.LEASE_LIST, q -> Future.succeededFuture(leases.list(q))),
                bus.serve(Addresses.LEASE_CHECK, q -> on(leases.check(q))),
                bus.serve(Addresses.SESSION_SUBAGENT_END, q -> on(leases.endSubagent(q))),
                bus.subscribe(Addresses.ATTEMPT_EVENTS, event -> ended(leases, event))));
  }

  private void ended(Leases leases, AttemptChanged event) {
    if (event.attempt().closedAt() != null) {
      on(leases.endTask(event.attempt().taskId()))
          .onFailure(failure -> LOG.warn("leases of an ended attempt wait to expire", failure));
    }
  }

  private void sweep(Leases leases) {
    on(leases.sweep())
        .onFailure(failure -> LOG.error("leases were not swept; it is tried again", failure));
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
