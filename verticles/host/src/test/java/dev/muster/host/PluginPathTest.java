package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.PluginKind;
import dev.muster.host.cli.CliRun;
import dev.muster.host.cli.Refusal;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Found;
import dev.muster.host.plugin.folder.Invalid;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.host.plugin.folder.Scratch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A plugin's way through a whole host: dropped in, locked, switched, deleted. */
@Timeout(60)
final class PluginPathTest {
  @TempDir Path data;

  private static void run(String... arguments) {
    CliRun run = CliRun.of(arguments);
    assertEquals(0, run.exitCode(), run::told);
  }

  /** Waits until the host tells that state of the plugin; an empty one for no such plugin. */
  private static void awaitState(TestHost host, String id, String state) {
    String found = "nothing";
    for (int look = 0; look < 400; look++) {
      JsonNode plugins = host.get("/api/v1/plugins").json().path("plugins");
      found =
          plugins
              .valueStream()
              .filter(plugin -> plugin.path("id").asString("").equals(id))
              .map(plugin -> plugin.path("state").asString(""))
              .findFirst()
              .orElse("");
      if (found.equals(state)) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
    }
    assertEquals(state, found);
  }

  @Test
  void a_plugin_waits_for_its_lock_serves_is_switched_and_goes_with_its_file() throws Exception {
    Path drop = data.resolve("plugins");
    try (TestHost host = TestHost.start(data)) {
      assertEquals(0, host.get("/api/v1/plugins").json().path("plugins").size());
      run("plugin", "new", "guard", "--kind", "executable", "--dir", drop.toString());
      awaitState(host, "guard", "pending_lock");
      run("plugin", "lock", "guard", "--data", data.toString());
      awaitState(host, "guard", "active");
      assertEquals(200, host.post("/api/v1/plugins/guard/disable", "{}").status());
      awaitState(host, "guard", "disabled");
      assertEquals(200, host.post("/api/v1/plugins/guard/enable", "{}").status());
      awaitState(host, "guard", "active");
      JsonNode one = host.get("/api/v1/plugins/guard").json();
      assertEquals("pre_edit", one.path("phases").path(0).asString(""));
      Scratch.remove(drop.resolve("guard"));
      awaitState(host, "guard", "");
    }
  }

  @Test
  void what_nobody_knows_is_answered_404() {
    try (TestHost host = TestHost.start(data)) {
      assertEquals(404, host.get("/api/v1/plugins/nobody").status());
      assertEquals(404, host.post("/api/v1/plugins/nobody/enable", "{}").status());
      assertEquals(401, host.ask(host.bare("/api/v1/plugins").GET()).status());
    }
  }

  @Test
  void nothing_that_is_dropped_in_takes_the_place_of_a_plugin_of_the_host() {
    Found own = candidate("audit-log", "/host/audit-log.jar");
    Found second = candidate("audit-log", "/drop/mine.jar");
    Found other = candidate("guard", "/drop/guard.jar");
    List<Found> all = HookPlugins.together(List.of(own), List.of(second, other));
    assertEquals(List.of(own, other), List.of(all.get(0), all.get(2)));
    assertTrue(all.get(1) instanceof Invalid invalid && invalid.id().equals("audit-log~"));
  }

  private static Candidate candidate(String id, String path) {
    var manifest =
        new Manifest(
            id, "1", List.of(), 500, false, true, null, "a.B", List.of(), false, false, Map.of());
    return new Candidate(Path.of(path), PluginKind.JAR, manifest, "ab", false);
  }

  @Test
  void unlocked_plugins_load_on_a_host_for_this_machine_only() {
    PluginSettings.refuseDevBeyond(true, "127.0.0.1");
    PluginSettings.refuseDevBeyond(false, "0.0.0.0");
    var refusal =
        assertThrows(Refusal.class, () -> PluginSettings.refuseDevBeyond(true, "0.0.0.0"));
    assertEquals(78, refusal.exitCode());
    assertTrue(refusal.reason().contains("was 0.0.0.0"), refusal.reason());
  }

  @Test
  void the_drop_in_folder_is_the_named_one_else_of_conf_else_in_the_data_folder() {
    var plain = ConfigLoader.defaults(PluginSettings.class);
    assertEquals(Path.of("/d/plugins"), plain.dropIn(null, Path.of("/d")));
    assertEquals(Path.of("/x"), plain.dropIn(Path.of("/x"), Path.of("/d")));
  }
}
