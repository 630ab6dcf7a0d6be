package dev.muster.lab.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.JsonText;
import dev.muster.host.plugin.folder.Scratch;
import dev.muster.lab.MusterProcess;
import dev.muster.lab.Requires;
import dev.muster.lab.mcp.HostProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The way of an author: new, build, lock, copy into a running host, delete; for each kind. */
final class PluginPathIT {
  private static final List<String> KINDS = List.of("jar", "executable", "wasm");
  private static final List<String> SHAPE =
      List.of(
          "id",
          "version",
          "kind",
          "state",
          "phases",
          "calls",
          "failures",
          "p50_us",
          "p99_us",
          "sha256");
  private static final long ACTIVE_WITHIN_MS = 2_000;
  private static final long GONE_WITHIN_MS = 5_000;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void a_plugin_is_active_two_seconds_after_its_lock_and_gone_five_after_its_end()
      throws Exception {
    Requires.tool("wat2wasm");
    Path data = folder.resolve("data");
    Path drop = Files.createDirectories(data.resolve("plugins"));
    try (HostProcess host = HostProcess.start(data)) {
      for (String kind : KINDS) {
        String id = "my-" + kind;
        run("plugin", "new", id, "--kind", kind, "--dir", folder.toString());
        JsonNode built = run("plugin", "build", folder.resolve(id).toString());
        Path file = Path.of(built.path("file").asString(""));
        run("plugin", "lock", file.toString(), "--data", data.toString());
        String sha256 = built.path("sha256").asString("");

        Path dropped = drop.resolve(String.valueOf(file.getFileName()));
        long copied = copy(file, dropped);
        long active = awaitState(host, id, "active", copied);
        shown(run("plugin", "list", "--data", data.toString()), id, kind, sha256);
        long deleted = System.nanoTime();
        Scratch.remove(dropped);
        long gone = awaitState(host, id, "", deleted);
        System.out.printf("plugin path, %s: active %d ms, gone %d ms%n", kind, active, gone);
        assertTrue(active < ACTIVE_WITHIN_MS, kind + " active after " + active + " ms");
        assertTrue(gone < GONE_WITHIN_MS, kind + " gone after " + gone + " ms");
      }
    }
  }

  /** Copies as a person does, and tells when it was done. */
  private static long copy(Path from, Path to) throws Exception {
    var copy = new ProcessBuilder("cp", "-R", from.toString(), to.toString()).inheritIO().start();
    assertEquals(0, copy.waitFor());
    return System.nanoTime();
  }

  private static void shown(JsonNode list, String id, String kind, String sha256) {
    JsonNode plugin = plugin(list, id);
    assertTrue(plugin.propertyNames().containsAll(SHAPE), plugin::toString);
    assertEquals(
        List.of(id, "0.1.0", kind, "active", "[pre_edit]", "0", "0", "null", "null", sha256),
        SHAPE.stream().map(key -> text(plugin.path(key))).toList());
  }

  private static String text(JsonNode value) {
    return value.toString().replaceAll("[^a-z0-9_.\\[\\]-]", "");
  }

  private static JsonNode plugin(JsonNode list, String id) {
    return list.path("plugins")
        .valueStream()
        .filter(plugin -> plugin.path("id").asString("").equals(id))
        .findFirst()
        .orElseGet(JsonText::object);
  }

  /** Milliseconds from {@code since} until it stands so; the empty state is that of none. */
  private static long awaitState(HostProcess host, String id, String state, long since) {
    while (true) {
      JsonNode list = host.client().get("/api/v1/plugins").body();
      long millis = (System.nanoTime() - since) / 1_000_000;
      if (plugin(list, id).path("state").asString("").equals(state)) {
        return millis;
      }
      assertTrue(millis < 20_000, () -> id + " is not `" + state + "`: " + list);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private JsonNode run(String... arguments) throws Exception {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    Path out = Files.createTempFile(folder, "cli", ".json");
    Process process = MusterProcess.start(out, all);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), all::toString);
    String said = Files.readString(out);
    assertEquals(0, process.exitValue(), said);
    return JsonText.read(said);
  }
}
