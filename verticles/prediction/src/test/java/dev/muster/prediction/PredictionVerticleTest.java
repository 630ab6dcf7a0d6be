package dev.muster.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.AdviceBatch;
import dev.muster.contract.DecideBatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PredictionVerticleTest {
  private static final DecideBatch QUESTIONS =
      new DecideBatch(
          List.of(
              new DecideBatch.Question(Map.of(), null, null),
              new DecideBatch.Question(Map.of(), 2, null)));

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.install(vertx, Duration.ofSeconds(20));
  private final ModelPolicy policy =
      new ModelPolicy(
          new ModelPolicy.Settings(Models.WEIGHTS, 2, 0),
          InstantSource.system(),
          () -> 0,
          new Random(1));

  PredictionVerticleTest() {
    done(vertx.deployVerticle(new PredictionVerticle(bus, policy)));
  }

  @AfterEach
  void close() {
    done(vertx.close());
  }

  /** The best n of the model is 3, as {@link ModelPolicyTest} works out. */
  @Test
  void a_batch_on_the_bus_is_answered_by_who_serves_at_that_moment() {
    assertEquals("heuristic-1", ask().model());
    policy.serve(new Served(Models.named("model_1", Models.sharing(.5)), null, null));
    AdviceBatch answer = ask();
    assertEquals("model_1", answer.model());
    assertEquals(List.of(3, 2), answer.advice().stream().map(AdviceBatch.Best::agents).toList());
  }

  private AdviceBatch ask() {
    return done(bus.request(Addresses.DECIDE_BATCH, QUESTIONS));
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
