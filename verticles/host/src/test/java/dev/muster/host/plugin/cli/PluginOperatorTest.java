package dev.muster.host.plugin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.CliRun;
import dev.muster.host.cli.ScriptedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Locking and switching plugins; locking needs no host. */
final class PluginOperatorTest {
  private static final String PLUGINS =
      """
      {"plugins":[
       {"id":"slack-digest","version":"1.0.0","kind":"jar","state":"pending_lock","phases":["post_task"],
        "calls":0,"failures":0,"vetoes":0,"p50_us":null,"p99_us":null},
       {"id":"guard","version":"2.0.0","kind":"executable","state":"quarantined","reason":"exit code 3",
        "denies":true,"phases":["pre_edit"],"calls":12,"failures":3,"vetoes":1,"p50_us":14.0,
        "p99_us":2500.5}]}
      """;

  @TempDir Path folder;

  private CliRun plugin(String... arguments) {
    var all = new ArrayList<>(List.of("plugin"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", folder.toString()));
    return CliRun.of(all.toArray(String[]::new));
  }

  private Path dropped(String id) throws IOException {
    Path drop = Files.createDirectories(folder.resolve("plugins"));
    CliRun made = plugin("new", id, "--kind", "executable", "--dir", drop.toString());
    assertEquals(0, made.exitCode(), made::told);
    return drop.resolve(id);
  }

  private String verdict(int exitCode) {
    CliRun run = plugin("verify", "--json");
    assertEquals(exitCode, run.exitCode(), run::told);
    JsonNode plugins = run.json().path("plugins");
    assertEquals(1, plugins.size(), run::told);
    return plugins.path(0).path("verdict").asString("");
  }

  @Test
  void what_is_locked_is_verified_until_it_changes_or_goes() throws IOException {
    Path guard = dropped("guard");
    assertEquals("not locked; run: muster plugin lock guard", verdict(78));
    CliRun locked = plugin("lock", "guard");
    assertEquals(0, locked.exitCode(), locked::told);
    Path lock = folder.resolve("plugins.lock");
    assertTrue(
        Files.readString(lock).matches("guard 0\\.1\\.0 executable [0-9a-f]{64}\n"),
        Files.readString(lock));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)));
    assertEquals("ok", verdict(0));
    Files.writeString(guard.resolve("more.txt"), "more");
    assertEquals("differs from its line in the lock file", verdict(78));
    Files.move(guard, folder.resolve("elsewhere"));
    assertEquals("locked, but not in the folder", verdict(78));
  }

  @Test
  void a_plugin_is_locked_by_its_path_too_before_it_is_dropped_in() throws IOException {
    Path guard = dropped("guard");
    Path outside = Files.move(guard, folder.resolve("outside"));
    CliRun locked = plugin("lock", outside.toString());
    assertEquals(0, locked.exitCode(), locked::told);
    Files.move(outside, guard);
    assertEquals("ok", verdict(0));
  }

  @Test
  void what_is_no_plugin_is_refused_by_name() throws IOException {
    dropped("guard");
    CliRun locked = plugin("lock", "nobody");
    assertEquals(64, locked.exitCode(), locked::told);
    assertTrue(locked.error().contains("no plugin nobody in "), locked::told);
    assertEquals(64, plugin("lock", "--plugins", folder.resolve("none").toString()).exitCode());
  }

  @Test
  void the_list_says_what_to_run() throws Exception {
    try (ScriptedHost host = new ScriptedHost()) {
      host.on("/api/v1/plugins", call -> ScriptedHost.Answer.ok(PLUGINS));
      CliRun listed = plugin("list", "--url", host.url());
      for (String part :
          List.of(
              "!! slack-digest waits for its line in plugins.lock; run: muster plugin lock"
                  + " slack-digest",
              "!! guard is quarantined: exit code 3; it denies until you run: muster plugin enable"
                  + " guard",
              "14us  2.5ms")) {
        assertTrue(listed.out().contains(part), () -> part + " is missing in " + listed.told());
      }
      JsonNode json = plugin("list", "--json", "--url", host.url()).json();
      assertEquals("guard", json.path("plugins").path(1).path("id").asString(""));
    }
  }

  @Test
  void a_switch_is_one_post_about_the_plugin() throws Exception {
    try (ScriptedHost host = new ScriptedHost()) {
      String answer = "{\"id\":\"guard\",\"state\":\"starting\"}";
      host.on("/api/v1/plugins/guard/enable", call -> ScriptedHost.Answer.ok(answer));
      CliRun switched = plugin("enable", "guard", "--url", host.url());
      assertEquals("guard is starting now\n", switched.out(), switched::told);
      assertEquals("POST", host.await("/api/v1/plugins/guard/enable").method());
    }
    assertEquals(64, plugin("disable", "../token").exitCode());
  }
}
