package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class KilledHostTest {
  @Test
  void no_process_of_a_plugin_outlives_a_host_that_is_killed(@TempDir Path root) throws Exception {
    String served = Workshop.newId();
    String called = Workshop.newId();
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledHost.class.getName(),
                root.toString(),
                served,
                called)
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("log").toFile())
            .start();
    try {
      var workshop = new Workshop(root);
      for (String id : List.of(served, called)) {
        Path up = workshop.context(id).folder().resolve("up");
        await(() -> Files.exists(up), "no plugin: " + root.resolve("log"));
        assertTrue(Workshop.living(id).size() >= 2, "the script, and what left its group");
      }
    } finally {
      host.destroyForcibly();
    }
    assertEquals(128 + 9, host.waitFor());
    await(() -> Workshop.living(served).isEmpty(), "the server outlived its host");
    await(() -> Workshop.living(called).isEmpty(), "the call outlived its host");
  }

  private static void await(BooleanSupplier condition, String otherwise) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, otherwise);
      Thread.onSpinWait();
    }
  }
}
