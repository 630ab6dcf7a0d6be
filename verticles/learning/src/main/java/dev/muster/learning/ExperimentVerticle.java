package dev.muster.learning;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.Experiment;
import dev.muster.contract.ExperimentList;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts, stops and tells of experiments, and says which one is played. The learner judges them in
 * its own commits; decisions that are still played by an arm after that count nowhere.
 */
public final class ExperimentVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ExperimentVerticle.class);
  private static final long LOOK_MS = 2_000;

  private final Bus bus;
  private final Store store;
  private final Experiments experiments;
  private final InstantSource clock;
  private final Consumer<@Nullable Experiment> plays;

  public ExperimentVerticle(
      Bus bus,
      Store store,
      String swarm,
      InstantSource clock,
      RandomGenerator random,
      Consumer<@Nullable Experiment> plays) {
    this.bus = bus;
    this.store = store;
    this.experiments = new Experiments(swarm, random);
    this.clock = clock;
    this.plays = plays;
  }

  /** Looks also unasked: the learner ends them, and one answer may overtake another. */
  @Override
  public Future<?> start() {
    vertx.setPeriodic(
        LOOK_MS,
        timer ->
            told(store.read(Experiments::list))
                .onFailure(failure -> LOG.warn("which experiment is open is unknown", failure)));
    return told(store.read(Experiments::list))
        .compose(list ->
            Future.all(
                bus.serve(Addresses.EXPERIMENT_DESCRIBE, q -> told(store.read(Experiments::list))),
                bus.serve(
                    Addresses.EXPERIMENT_START,
                    q -> told(store.write(tx -> experiments.start(tx, q, clock.instant())))),
                bus.serve(
                    Addresses.EXPERIMENT_STOP,
                    q -> told(store.write(tx -> experiments.stop(tx, q, clock.instant()))))));
  }

  private Future<ExperimentList> told(CompletionStage<ExperimentList> list) {
    return Future.fromCompletionStage(list, context).onSuccess(all -> plays.accept(all.open()));
  }
}
