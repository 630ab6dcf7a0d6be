package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin is replaced a thousand times while it is asked 200 times a second. */
final class ReloadTest {
  private static final int RELOADS = 1_000;

  @Test
  void no_call_is_lost_or_doubled_and_nothing_of_the_old_versions_is_left(@TempDir Path folder)
      throws Exception {
    try (Bench bench = Bench.in(folder, false, Duration.ofSeconds(10));
        var hot = new HotPlugin(bench::ask)) {
      Path jar = bench.jar("hot", HotPlugin.BODY);
      reload(bench, jar, 50);
      int asked = hot.askedDuring(() -> reload(bench, jar, RELOADS));
      assertEquals(0, bench.plugin("hot").failures());
      assertEquals(asked, bench.plugin("hot").calls());
    }
  }

  private static void reload(Bench bench, Path jar, int times) {
    for (int version = 0; version < times; version++) {
      bench.put(Bench.spec("hot").version(times + "." + version).at(jar));
    }
  }
}
