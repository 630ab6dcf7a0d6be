package dev.muster.prediction;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Answers questions about fleets of the askers' own, many at once. */
public final class PredictionVerticle extends VerticleBase {
  private final Bus bus;
  private final ModelPolicy policy;

  public PredictionVerticle(Bus bus, ModelPolicy policy) {
    this.bus = bus;
    this.policy = policy;
  }

  @Override
  public Future<?> start() {
    return bus.serve(
        Addresses.DECIDE_BATCH, q -> Future.succeededFuture(policy.batch(q.questions())));
  }
}
