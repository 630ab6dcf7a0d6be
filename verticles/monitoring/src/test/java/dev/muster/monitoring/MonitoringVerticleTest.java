package dev.muster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.contract.Addresses;
import dev.muster.contract.DescribeFigures;
import dev.muster.contract.FigureList;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MonitoringVerticleTest {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.install(vertx, Duration.ofSeconds(20));
  private final Path folder;
  private final Store store;
  private volatile Instant now = Instant.parse("2026-03-02T09:30:00Z");

  MonitoringVerticleTest(@TempDir Path folder) {
    this.folder = folder;
    this.store =
        Store.open(new StoreOptions(folder.resolve("muster.db"), 2000, 2, 5000), Json.lenient());
    done(vertx.deployVerticle(new MonitoringVerticle(bus, store, () -> now, folder)));
  }

  @AfterEach
  void close() {
    done(vertx.close());
    store.close();
  }

  @Test
  void a_new_host_knows_its_figures_as_unknown_and_its_memory_when_the_system_tells_it()
      throws IOException {
    assertNull(memory(ask()));
    Files.createDirectory(folder.resolve("self"));
    Files.writeString(folder.resolve("self/status"), "Name:\tjava\nVmRSS:\t  1000 kB\n");
    now = now.plusSeconds(2);
    assertEquals(1.024, memory(ask()));
  }

  @Test
  void who_asks_within_two_seconds_gets_the_same_figures() {
    Instant first = now;
    assertEquals(first, ask().at());
    now = first.plusMillis(1999);
    assertEquals(first, ask().at());
    now = first.plusMillis(2000);
    assertEquals(first.plusMillis(2000), ask().at());
  }

  private FigureList ask() {
    return done(bus.request(Addresses.FIGURES_DESCRIBE, new DescribeFigures()));
  }

  private static @Nullable Double memory(FigureList list) {
    return list.figures().stream()
        .filter(figure -> figure.name().equals("host_memory"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
