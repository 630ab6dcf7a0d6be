package dev.muster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.muster.bus.Json;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class MetricsPageTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Path proc;
  private final Store store;

  MetricsPageTest(@TempDir Path folder) {
    this.proc = folder;
    this.store =
        Store.open(new StoreOptions(folder.resolve("muster.db"), 2000, 2, 5000), Json.lenient());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void the_system_is_read_anew_for_each_page_and_what_it_does_not_tell_is_absent()
      throws IOException {
    MetricsPage page = page(() -> "printed");
    assertEquals("printed", text(page.text()));
    assertNull(gauge("process.resident.memory"));

    Files.createDirectory(proc.resolve("self"));
    Files.writeString(proc.resolve("self/status"), "Name:\tjava\nVmRSS:\t  1000 kB\n");
    Files.writeString(
        proc.resolve("self/smaps_rollup"), "5-f ---p 0\nPss:  900 kB\nPss_Anon: 7 kB\n");
    Files.writeString(
        proc.resolve("meminfo"), "MemTotal:  8 kB\nMemFree: 1 kB\nMemAvailable: 5 kB\n");
    text(page.text());
    assertEquals(1_024_000, gauge("process.resident.memory"));
    assertEquals(921_600, gauge("process.proportional.resident.memory"));
    assertEquals(8_192, gauge("machine.memory"));
    assertEquals(5_120, gauge("machine.memory.available"));
    assertNull(gauge("muster.model.accuracy"));
  }

  @Test
  void who_asks_while_a_page_is_made_gets_the_same() throws InterruptedException {
    var asked = new CountDownLatch(1);
    MetricsPage page =
        page(() -> {
          try {
            asked.await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
          return "printed";
        });
    CompletionStage<String> first = page.text();
    assertSame(first, page.text());
    asked.countDown();
    assertEquals("printed", text(first));
  }

  private MetricsPage page(Supplier<String> print) {
    return new MetricsPage(
        store, new Meters(registry), print, () -> Instant.parse("2026-03-02T09:30:00Z"), proc);
  }

  private @Nullable Double gauge(String name) {
    Gauge found = registry.find(name).gauge();
    return found == null ? null : found.value();
  }

  private static String text(CompletionStage<String> page) {
    return page.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
