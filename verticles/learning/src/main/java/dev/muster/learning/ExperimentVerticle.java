package dev.muster.learning;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.Experiment;
import dev.muster.contract.ExperimentList;
import dev.muster.contract.ExperimentState;
import dev.muster.store.Store;
import dev.muster.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
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
  private final String swarm;
  private final InstantSource clock;
  private final RandomGenerator random;
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
    this.swarm = swarm;
    this.clock = clock;
    this.random = random;
    this.plays = plays;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(LOOK_MS, timer -> look());
    return read(Experiments::list)
        .compose(list ->
            Future.all(
                bus.serve(Addresses.EXPERIMENT_DESCRIBE, q -> read(Experiments::list)),
                bus.serve(
                    Addresses.EXPERIMENT_START,
                    q -> write(tx -> Experiments.start(tx, swarm, q, clock.instant(), random))),
                bus.serve(
                    Addresses.EXPERIMENT_STOP,
                    q -> write(tx -> Experiments.stop(tx, swarm, q, clock.instant())))));
  }

  /** The learner ends them, and an answer may overtake another. */
  private void look() {
    read(Experiments::open)
        .onFailure(failure -> LOG.warn("which experiment is open is unknown", failure));
  }

  private Future<ExperimentList> read(Function<Tx, ExperimentList> work) {
    return told(store.read(work));
  }

  private Future<ExperimentList> write(Function<Tx, ExperimentList> work) {
    return told(store.write(work));
  }

  private Future<ExperimentList> told(CompletionStage<ExperimentList> list) {
    return Future.fromCompletionStage(list, context).onSuccess(this::play);
  }

  private void play(ExperimentList list) {
    plays.accept(
        list.experiments().stream()
            .filter(experiment -> experiment.state() == ExperimentState.OPEN)
            .findFirst()
            .orElse(null));
  }
}
