package dev.muster.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ScriptedHost.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LeaseCommandsTest {
  private static final String LEASES = "/api/v1/leases";
  private static final String RELEASE = "/api/v1/leases/release";
  private static final String DECLARATIONS = "/api/v1/declarations";
  private static final String LEASE =
      """
      {"id":"lease_1","file":{"repo":"/shop/.git","worktree":"%s","path":"src/Cart.java"},
       "holder":{"session":"s-1","subagent":"a7"},"agent":"codex-1","intent":"Round prices",
       "fence":102,"granted_at":"2026-03-02T09:20:00Z","until":"2026-03-02T09:39:30Z"}
      """;

  private final ScriptedHost host = new ScriptedHost();
  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void leases_are_listed_with_holder_intent_time_and_fence() throws Exception {
    host.on(
        LEASES,
        call ->
            Answer.ok(
                "{\"at\":\"2026-03-02T09:30:00Z\",\"leases\":[" + LEASE.formatted("/shop") + "]}"));
    CliRun run = run("lease", "list", "--repo", "/sh op", "--session", "s 1");
    assertEquals(
        """
        LEASE          HOLDER      INTENT        LEFT   HELD   FENCE
        src/Cart.java  codex-1/a7  Round prices  9m30s  10m0s  102
        """,
        run.out());
    assertEquals(LEASES + "?repo=%2Fsh+op&session=s+1", host.await(LEASES).path());
  }

  @Test
  void a_granted_lease_is_told() throws Exception {
    host.on(LEASES, call -> Answer.ok("{\"granted\":true,\"leases\":[],\"text\":null}"));
    CliRun run = run("lease", "acquire", "a", "b", "--session=s-1", "--intent=Round prices");
    assertEquals(0, run.exitCode(), run::told);
    var body = host.await(LEASES).body();
    assertEquals("s-1", body.path("session").asString(""));
    assertEquals("[\"a\",\"b\"]", body.path("paths").toString());
    assertEquals("Round prices", body.path("intent").asString(""));
    assertEquals(Path.of("").toAbsolutePath().toString(), body.path("cwd").asString(""));
  }

  @Test
  void a_denied_lease_may_be_tried_again_later() {
    host.on(LEASES, call -> Answer.ok("{\"granted\":false,\"text\":\"codex-1 edits a\"}"));
    CliRun run = run("lease", "acquire", "a", "--session=s-1");
    assertEquals(75, run.exitCode());
    assertTrue(run.out().contains("codex-1 edits a"), run.out());
  }

  @Test
  void a_session_releases_its_own_paths() throws Exception {
    host.on(RELEASE, call -> Answer.ok("{\"leases\":[" + LEASE.formatted("/shop") + "]}"));
    CliRun run = run("lease", "release", "src/Cart.java", "--session=s-1");
    assertEquals("released src/Cart.java, held by codex-1/a7\n", run.out());
    var body = host.await(RELEASE).body();
    assertEquals("[\"src/Cart.java\"]", body.path("paths").toString());
    assertEquals("s-1", body.path("session").asString(""));
  }

  @Test
  void a_person_releases_a_path_whoever_holds_it() throws Exception {
    Path real = folder.toRealPath();
    Files.createDirectories(real.resolve("src"));
    host.on(LEASES, call -> Answer.ok("{\"leases\":[" + LEASE.formatted(real.toString()) + "]}"));
    host.on(RELEASE, call -> Answer.ok("{\"leases\":[]}"));
    CliRun run = run("lease", "release", folder.resolve("src/../src/Cart.java").toString());
    assertEquals(0, run.exitCode(), run::told);
    assertEquals("{\"ids\":[\"lease_1\"]}", host.await(RELEASE).body().toString());
    assertEquals(
        64, run("lease", "release", folder.resolve("src/Other.java").toString()).exitCode());
  }

  @Test
  void an_id_is_released_as_it_is() throws Exception {
    host.on(RELEASE, call -> Answer.ok("{\"leases\":[]}"));
    assertEquals("nothing was held\n", run("lease", "release", "lease_9").out());
    assertEquals("{\"ids\":[\"lease_9\"]}", host.await(RELEASE).body().toString());
  }

  @Test
  void files_are_declared_with_their_lines() throws Exception {
    host.on(
        DECLARATIONS,
        call ->
            Answer.ok(
                "{\"advice\":\"take_another_part\",\"declaration\":{\"state\":\"active\"},"
                    + "\"text\":\"codex-1 edits it\"}"));
    CliRun run =
        run(
            "declare",
            "a.java:10-20",
            "b.java",
            "a.java:7",
            "--session=s",
            "--intent=Round prices");
    assertEquals(0, run.exitCode(), run::told);
    assertEquals("advice: take another part\ncodex-1 edits it\n", run.out());
    assertEquals(
        "[{\"path\":\"a.java\",\"lines\":[{\"from\":10,\"to\":20},{\"from\":7,\"to\":7}]},"
            + "{\"path\":\"b.java\",\"lines\":[]}]",
        host.await(DECLARATIONS).body().path("files").toString());
  }

  @Test
  void a_declaration_that_was_parked_ends_the_command_as_too_early() {
    host.on(
        DECLARATIONS,
        call -> Answer.ok("{\"advice\":\"park\",\"declaration\":{\"state\":\"parked\"}}"));
    assertEquals(75, run("declare", "a", "--session=s", "--intent=x").exitCode());
  }

  @ParameterizedTest
  @CsvSource({"'',succeeded", "--result=failed,failed", "--result=unknown,unknown"})
  void done_says_how_it_went(String option, String result) throws Exception {
    host.on(
        "/api/v1/sessions/done",
        call -> Answer.ok("{\"task_id\":\"task_1\",\"task_state\":\"SUCCEEDED\",\"text\":null}"));
    CliRun run = option.isEmpty() ? run("done") : run("done", option);
    assertEquals("task_1 SUCCEEDED\n", run.out());
    assertEquals(result, host.await("/api/v1/sessions/done").body().path("result").asString(""));
  }

  @Test
  void forget_asks_first_and_without_a_terminal_refuses() throws Exception {
    host.on("/api/v1/forget", call -> Answer.ok("{\"removed\":{\"lease\":4}}"));
    assertEquals(64, run("forget", "--repo", "/shop").exitCode());
    assertEquals(0, host.waiting("/api/v1/forget"));
    assertEquals("lease 4\n", run("forget", "--repo", "/shop", "--yes").out());
    assertEquals("{\"repo\":\"/shop\"}", host.await("/api/v1/forget").body().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lease",
        "lease acquire",
        "lease release",
        "declare",
        "declare a",
        "declare a:9-3 --intent=x",
        "done --result=great",
        "forget",
        "hooks",
        "hooks install",
        "hooks install --agent=emacs",
        "hooks install --agent=claude --user --project"
      })
  void a_wrong_usage_is_told(String command) {
    CliRun run = run(command.split(" ", -1));
    assertEquals(64, run.exitCode(), run::told);
    assertEquals("", run.out());
  }

  @Test
  void status_is_loud_about_notices_and_missed_hooks_and_shows_leases() throws Exception {
    Files.writeString(
        folder.resolve("hooks-missed.log"),
        "1772443800\tclaude\tStop\ttimeout\ts\t/shop\nbroken\n");
    host.on(
        "/api/v1/fleet",
        call ->
            Answer.ok(
                "{\"at\":\"2026-03-02T09:30:00Z\",\"leases\":["
                    + LEASE.formatted("/shop")
                    + "],\"notices\":[{\"kind\":\"hooks_silent\",\"text\":\"look\","
                    + "\"reviewed_at\":null}]}"));
    List<String> lines = run("status").out().lines().toList();
    assertEquals(
        "!! 1 hook call of agents got no answer since 2026-03-02T09:30:00Z (timeout 1): what was"
            + " edited then has no lease. The next muster up reconciles it from git.",
        lines.getFirst());
    assertEquals("!! hooks_silent: look (review it on the page)", lines.get(1));
    assertTrue(lines.getLast().startsWith("src/Cart.java  codex-1/a7"), lines::toString);
    assertEquals(1, run("status", "--json").json().path("missed_hooks").path("count").asInt(0));
  }

  @Test
  void status_tells_missed_hooks_also_while_no_host_runs() throws Exception {
    Files.writeString(
        folder.resolve("hooks-missed.log"), "1772443800\tclaude\tStop\tunreachable\ts\t/shop\n");
    host.leave();
    CliRun run = run("status");
    assertEquals(69, run.exitCode());
    assertTrue(run.error().startsWith("!! 1 hook call of agents got no answer"), run.error());
  }

  @ParameterizedTest
  @CsvSource({"0,0s", "59,59s", "60,1m0s", "3599,59m59s", "3600,1h0m", "93780,26h3m", "-5,0s"})
  void a_length_of_time_has_two_units_at_most(long seconds, String told) {
    assertEquals(told, LeaseLines.span(Duration.ofSeconds(seconds)));
  }

  private CliRun run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.toString(), "--url", host.url(), "--token", "secret"));
    return CliRun.of(all.toArray(String[]::new));
  }
}
