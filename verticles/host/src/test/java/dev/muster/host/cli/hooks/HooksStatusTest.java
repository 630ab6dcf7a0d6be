package dev.muster.host.cli.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.CliRun;
import dev.muster.host.cli.ScriptedHost;
import dev.muster.host.cli.ScriptedHost.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class HooksStatusTest {
  private static final String NOTICES =
      """
      {"type":"NoticeList","notices":[
       {"id":"notice_1","kind":"unleased_edits","repo":"/shop/.git","agent":"claude-1",
        "text":"2 files changed without a lease","reviewed_at":null},
       {"id":"notice_2","kind":"hooks_silent","text":"old","reviewed_at":"2026-03-02T09:00:00Z"}]}
      """;

  @TempDir private Path folder = Path.of("");
  private final ScriptedHost host = new ScriptedHost();
  private final String home = System.getProperty("user.home");
  private Repository repository = new Repository(Path.of(""));

  @BeforeEach
  void make() throws Exception {
    folder = folder.toRealPath();
    repository = Repository.in(folder.resolve("shop"));
    System.setProperty("user.home", Files.createDirectory(folder.resolve("home")).toString());
    host.on("/api/v1/sessions", call -> Answer.ok(sessions()));
    host.on("/api/v1/notices", call -> Answer.ok(NOTICES));
  }

  @AfterEach
  void close() {
    System.setProperty("user.home", home);
    host.close();
  }

  @Test
  void every_agent_and_scope_is_told() {
    JsonNode entries = hooks("status", "--json").json().path("entries");
    assertEquals(10, entries.size());
    for (JsonNode entry : entries) {
      assertEquals("no", entry.path("state").asString(""), entry::toString);
    }
  }

  @Test
  void what_is_installed_is_told_with_its_last_call() {
    hooks("install", "--agent=claude");
    hooks("install", "--agent=claude", "--project");
    JsonNode entries = hooks("status", "--agent=claude", "--json").json().path("entries");
    assertEquals(2, entries.size());
    for (JsonNode entry : entries) {
      assertEquals("yes", entry.path("state").asString(""));
      assertTrue(entry.path("command_exists").asBoolean(false));
      assertEquals(9, entry.path("events").size());
    }
    assertEquals("2026-03-02T09:40:00Z", entries.path(0).path("last_call").asString(""));
    assertEquals("2026-03-02T09:29:59Z", entries.path(1).path("last_call").asString(""));
  }

  @Test
  void what_does_not_work_is_loud() throws Exception {
    hooks("install", "--agent=claude", "--project");
    Files.delete(folder.resolve("data/hooks/muster-hook"));
    String text = repository.read(".claude/settings.local.json");
    repository.write(
        ".claude/settings.local.json",
        text.replaceFirst("\\{", "{ \"disableAllHooks\": true,").replace("\"Stop\"", "\"Other\""));
    repository.write(".codex/hooks.json", "{");
    String out = hooks("status").out();
    assertTrue(out.contains("muster-hook is not there, so nothing is asked"), out);
    assertTrue(out.contains("settings.local.json turns all hooks off"), out);
    assertTrue(out.contains("settings.local.json lacks Stop"), out);
    assertTrue(out.contains(".codex/hooks.json: line 1: expected a name in quotes"), out);
  }

  @Test
  void notices_and_missed_hooks_come_first() throws Exception {
    missed("claude", "http_401", "s-1");
    missed("codex", "unreachable", "s-2");
    missed("codex", "unreachable", "muster-prove-1-a");
    List<String> lines = hooks("status").out().lines().toList();
    assertTrue(lines.getFirst().startsWith("!! 2 hook calls of agents got no answer since "));
    assertTrue(lines.getFirst().contains("(http_401 1, unreachable 1)"), lines.getFirst());
    assertEquals(
        "!! unleased_edits claude-1 in /shop/.git: 2 files changed without a lease (review it on the"
            + " page)",
        lines.get(1));
    JsonNode json = hooks("status", "--json").json();
    assertEquals(2, json.path("missed").path("count").asInt(0));
    assertEquals(2, json.path("notices").size());
  }

  @Test
  void a_host_that_is_down_is_told_beside_what_is_installed() {
    host.leave();
    hooks("install", "--agent=gemini", "--project");
    CliRun run = hooks("status", "--json");
    assertEquals(0, run.exitCode(), run::told);
    assertFalse(run.json().path("host").path("reachable").asBoolean(true));
    assertTrue(hooks("status").out().contains("!! no host answers at"));
  }

  private String sessions() {
    return """
    {"type":"SessionList","sessions":[
     {"session":"s-1","vendor":"claude","worktree":"%s","last_at":"2026-03-02T09:29:59Z"},
     {"session":"s-2","vendor":"claude","worktree":"/elsewhere","last_at":"2026-03-02T09:40:00Z"}]}
    """
        .formatted(repository.root());
  }

  private void missed(String vendor, String reason, String session) throws Exception {
    Path log = folder.resolve("data/hooks-missed.log");
    Files.createDirectories(log.getParent());
    String before = Files.exists(log) ? Files.readString(log) : "";
    Files.writeString(
        log, before + "1772443800\t" + vendor + "\tStop\t" + reason + "\t" + session + "\t/shop\n");
  }

  private CliRun hooks(String... arguments) {
    var all = new ArrayList<>(List.of("hooks"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--repo", repository.root().toString(), "--url", host.url()));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return CliRun.of(all.toArray(String[]::new));
  }
}
