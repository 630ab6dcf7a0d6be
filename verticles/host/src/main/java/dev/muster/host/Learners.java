package dev.muster.host;

import dev.muster.bus.Bus;
import dev.muster.learning.ExperimentVerticle;
import dev.muster.learning.LearningVerticle;
import dev.muster.learning.Seat;
import dev.muster.learning.Serving;
import dev.muster.prediction.ModelPolicy;
import dev.muster.prediction.Served;
import dev.muster.store.Store;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Lets the host learn, and lets prediction decide by what came of it. */
final class Learners {
  private Learners() {}

  /** Complete when the models of the store serve; {@code data} is the data folder. */
  static Future<String> deploy(
      Config config,
      Path data,
      Vertx vertx,
      Bus bus,
      Store store,
      InstantSource clock,
      RandomGenerator random,
      ModelPolicy models) {
    var seat =
        new Seat(config.swarm(), "pid " + ProcessHandle.current().pid(), data.resolve("retrain"));
    var verticle =
        new LearningVerticle(
            bus,
            store,
            config.learning().settings(config.prediction().weights()),
            seat,
            clock,
            random,
            serving -> models.serve(served(serving)));
    var experiments =
        new ExperimentVerticle(bus, store, config.swarm(), clock, random, models::tries);
    return vertx
        .deployVerticle(
            verticle,
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("learning")
                .setWorkerPoolSize(1))
        .compose(done -> vertx.deployVerticle(experiments));
  }

  private static Served served(Serving serving) {
    return new Served(
        named(serving.champion()),
        named(serving.challenger()),
        named(serving.previous()),
        serving.share());
  }

  private static Served.@Nullable Named named(Serving.@Nullable Named model) {
    return model == null
        ? null
        : new Served.Named(
            model.card().id(), model.model(), model.card().provenance(), model.outcomes());
  }
}
