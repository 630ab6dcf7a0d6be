package dev.muster.learning;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.learning.challenger.RetrainProcess;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Answers for a {@link StoredLearning}; to be deployed on a worker, for a fit takes a while. */
public final class LearningVerticle extends VerticleBase {
  /** Outcomes are looked for so long after a hint, for those that come with it. */
  private static final long HINTS_MS = 20;

  private final Bus bus;
  private final long everyMs;
  private final StoredLearning learning;
  private final StoredRetraining retraining;
  private boolean hinted;

  public LearningVerticle(
      Bus bus,
      Store store,
      LearningSettings settings,
      Seat seat,
      InstantSource clock,
      RandomGenerator random,
      Consumer<Serving> serves) {
    this.bus = bus;
    this.everyMs = settings.every().toMillis();
    this.learning = new StoredLearning(store, settings, seat, clock, random, serves, this::run);
    var process = new RetrainProcess(seat.folder(), Thread.ofVirtual().name("retrain")::start);
    this.retraining = new StoredRetraining(learning, store, settings, process, clock, random);
  }

  private void run(Runnable work) {
    context.runOnContext(nothing -> work.run());
  }

  @Override
  public Future<?> start() {
    return on(learning.start())
        .onSuccess(done -> vertx.setPeriodic(everyMs, timer -> learn()))
        .compose(done ->
            Future.all(
                bus.serve(
                    Addresses.DECIDE_OUTCOME,
                    q -> on(learning.report(q)).onSuccess(taken -> hint(true))),
                bus.serve(Addresses.MODEL_DESCRIBE, q -> on(learning.list())),
                bus.serve(Addresses.MODEL_SWITCH, q -> on(learning.change(q))),
                bus.subscribe(Addresses.ATTEMPT_EVENTS, e -> hint(e.attempt().result() != null))));
  }

  private void hint(boolean more) {
    if (more && !hinted) {
      hinted = true;
      vertx.setTimer(HINTS_MS, timer -> learn());
    }
  }

  private void learn() {
    hinted = false;
    learning.learn();
    retraining.look();
  }

  @Override
  public Future<?> stop() {
    retraining.close();
    return Future.succeededFuture();
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
