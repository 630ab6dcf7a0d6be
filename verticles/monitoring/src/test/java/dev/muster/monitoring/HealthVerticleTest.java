package dev.muster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.contract.Addresses;
import dev.muster.contract.AgentRoster;
import dev.muster.contract.DescribeHealth;
import dev.muster.contract.HealthCheck;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store and agents that answer, and nothing else. */
final class HealthVerticleTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  @Test
  void who_answers_is_up_and_who_does_not_is_down_and_says_why(@TempDir Path folder) {
    Vertx vertx = Vertx.vertx();
    Bus bus = Bus.install(vertx, Duration.ofSeconds(20));
    var options = new StoreOptions(folder.resolve("muster.db"), 2000, 2, 5000);
    try (Store store = Store.open(options, Json.lenient())) {
      done(
          bus.serve(Addresses.AGENT_LIST, q -> Future.succeededFuture(new AgentRoster(List.of()))));
      done(vertx.deployVerticle(new HealthVerticle(bus, store, () -> NOW)));
      List<HealthCheck> checks =
          done(bus.request(Addresses.HEALTH_DESCRIBE, new DescribeHealth())).checks();
      Map<Boolean, List<String>> ids =
          checks.stream()
              .collect(
                  Collectors.partitioningBy(
                      HealthCheck::up, Collectors.mapping(HealthCheck::id, Collectors.toList())));
      assertEquals(
          Map.of(
              true, List.of("store", "agents"),
              false, List.of("tasks", "models", "plugins", "alerts")),
          ids);
      assertEquals(new HealthCheck("store", true, NOW, null), checks.getFirst());
      String why = String.valueOf(checks.getLast().note());
      assertTrue(why.startsWith("muster.alert.list did not answer"), why);
      done(vertx.close());
    }
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
