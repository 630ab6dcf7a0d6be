package dev.muster.learning;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.AttemptChanged;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Answers on the bus for a {@link StoredLearning}, and lets it look for outcomes. To be deployed on
 * a worker thread: a fit takes some tens of milliseconds.
 */
public final class LearningVerticle extends VerticleBase {
  /** Outcomes are looked for so long after a hint, for those that come with it. */
  private static final long HINTS_MS = 20;

  private final Bus bus;
  private final LearningSettings settings;
  private final StoredLearning learning;
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
    this.settings = settings;
    this.learning =
        new StoredLearning(
            store,
            settings,
            seat,
            clock,
            random,
            serves,
            work -> context.runOnContext(nothing -> work.run()));
  }

  @Override
  public Future<?> start() {
    return on(learning.start())
        .onSuccess(done -> vertx.setPeriodic(settings.every().toMillis(), timer -> learn()))
        .compose(done ->
            Future.all(
                bus.serve(
                    Addresses.DECIDE_OUTCOME, q -> on(learning.report(q)).onSuccess(t -> hint())),
                bus.serve(Addresses.MODEL_DESCRIBE, q -> on(learning.list())),
                bus.serve(Addresses.MODEL_SWITCH, q -> on(learning.change(q))),
                bus.subscribe(Addresses.ATTEMPT_EVENTS, this::hear)));
  }

  private void hear(AttemptChanged event) {
    if (event.attempt().result() != null) {
      hint();
    }
  }

  private void hint() {
    if (!hinted) {
      hinted = true;
      vertx.setTimer(HINTS_MS, timer -> learn());
    }
  }

  private void learn() {
    hinted = false;
    learning.learn();
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
