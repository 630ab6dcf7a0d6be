package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.PluginKind;
import dev.muster.host.plugin.folder.PluginJar;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar in the drop-in folder is replaced 20 times while it is asked 200 times a second. */
final class WatcherReloadTest {
  private static final int RELOADS = 20;

  @TempDir private Path folder;

  @Test
  void a_replaced_file_takes_over_without_a_lost_call_and_leaves_nothing() throws Exception {
    try (var bench = new DropBench(folder);
        var hot = new HotPlugin(bench::ask)) {
      replace(bench, 0, 5);
      hot.askedDuring(() -> replace(bench, 1, RELOADS));
      assertEquals(RELOADS + 5, hot.versions());
    }
  }

  /** Puts new versions over the old one, lets each in, and looks until it serves. */
  private void replace(DropBench bench, int major, int times) throws Exception {
    for (int minor = 1; minor <= times; minor++) {
      String version = major + "." + minor;
      PluginJar jar = new PluginJar().main(HotPlugin.BODY);
      jar.with(
          "META-INF/muster/plugin.yaml",
          "id: hot\nversion: \"%s\"\napi: 1\nphases: [pre_edit]\nmain: Main\n".formatted(version));
      bench.put("hot", version, PluginKind.JAR, jar.write(folder.resolve("hot.jar")));
    }
  }
}
