package dev.muster.lab.hooks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.JsonText;
import dev.muster.lab.MusterProcess;
import dev.muster.lab.mcp.HostProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Sessions of a coding agent on one repository, as their user meets them: the host started, the
 * hooks installed, and every call made by the command that stands in the agent's own settings.
 */
@Timeout(120)
final class FiveSessionsIT {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final String SHARED = "Shared.java";

  @TempDir Path folder;
  private Path repo = Path.of("");
  private Path data = Path.of("");
  private Path settings = Path.of("");

  @BeforeEach
  void makeRepository() throws Exception {
    data = folder.resolve("data");
    repo = Files.createDirectories(folder.toRealPath().resolve("shop"));
    git("init", "-q", "-b", "main");
    git("config", "user.name", "Ada");
    git("config", "user.email", "ada@example.org");
    for (String name : List.of("A", "Shared")) {
      Files.writeString(repo.resolve(name + ".java"), "class " + name + " {}\n");
    }
    Files.writeString(repo.resolve(".gitignore"), "target/\n.claude/settings.local.json\n");
    git("add", "-A");
    git("commit", "-qm", "Begin");
    settings = repo.resolve(".claude/settings.local.json");
    Files.createDirectories(settings.getParent());
    Files.writeString(settings, "{\n   \"model\": \"mine\",  \"permissions\": {\"deny\": []}\n}\n");
  }

  @Test
  void five_sessions_share_a_repository_and_nobody_overwrites_another() throws Exception {
    byte[] before = Files.readAllBytes(settings);
    try (HostProcess host = HostProcess.start(data)) {
      hooks("install");
      List<ClaudeSession> all = IntStream.rangeClosed(1, 5).mapToObj(this::session).toList();
      for (ClaudeSession session : all) {
        session.start();
        session.prompt();
      }
      ClaudeSession first = all.getFirst();
      assertFree(first.beforeEdit(SHARED));
      first.afterEdit(SHARED);
      for (ClaudeSession other : all.subList(1, 5)) {
        assertDenied(other.beforeEdit(SHARED));
      }
      assertFree(all.get(1).beforeEdit("A.java"));
      assertFree(first.beforeEdit("target/out.txt"));
      assertFree(all.get(1).beforeEdit("target/out.txt"));

      JsonNode fleet = host.client().get("/api/v1/fleet").body();
      assertEquals(2, fleet.path("leases").size(), fleet.path("leases")::toString);
      assertEquals(4, fleet.path("denials").size(), fleet.path("denials")::toString);
      assertEquals(5, fleet.path("agents").size(), fleet.path("agents")::toString);

      commit(first);
      await(() -> state(host, first).equals("SUCCEEDED"), "the commit ends the task");
      await(() -> freed(all.get(2)), "the file is free");
      hooks("uninstall");
    }
    assertArrayEquals(before, Files.readAllBytes(settings));
  }

  @Test
  void a_lease_outlives_a_killed_host_and_what_was_missed_is_said() throws Exception {
    ClaudeSession first = session(1);
    ClaudeSession second = session(2);
    try (HostProcess host = HostProcess.start(data)) {
      hooks("install");
      first.start();
      second.start();
      first.prompt();
      assertFree(first.beforeEdit(SHARED));
      host.process().destroyForcibly().waitFor();
      assertTrue(second.beforeEdit(SHARED).isMissingNode(), "open without a host");
    }
    try (HostProcess host = HostProcess.start(data)) {
      assertDenied(second.beforeEdit(SHARED));
      await(() -> missed(host).path("count").asInt(0) == 1, "the missed call is told");
      assertTrue(missed(host).path("text").asString("").contains("claude"), "by its agent");
    }
  }

  private ClaudeSession session(int number) {
    return new ClaudeSession(number, repo, settings);
  }

  private static void assertFree(JsonNode answer) {
    assertEquals(ClaudeSession.FREE, answer.toString());
  }

  private static boolean freed(ClaudeSession session) throws Exception {
    return session.beforeEdit(SHARED).toString().equals(ClaudeSession.FREE);
  }

  private static void assertDenied(JsonNode answer) {
    JsonNode decided = answer.path("hookSpecificOutput");
    assertEquals("deny", decided.path("permissionDecision").asString(""), answer::toString);
    String why = decided.path("permissionDecisionReason").asString("");
    assertTrue(why.contains(SHARED), why);
    assertFalse(answer.toString().contains("allow"), answer::toString);
  }

  private void commit(ClaudeSession session) throws Exception {
    String command = "git commit -qm 'Change it' " + SHARED;
    session.beforeShell(command);
    Files.writeString(repo.resolve(SHARED), "class Shared { int changed; }\n");
    git("commit", "-qm", "Change it", SHARED);
    session.afterShell(command);
  }

  private static String state(HostProcess host, ClaudeSession session) {
    JsonNode tasks =
        host.client().get("/api/v1/tasks?source=session&limit=100").body().path("tasks");
    return tasks
        .valueStream()
        .filter(task -> task.path("title").asString("").contains(session.agent()))
        .map(task -> task.path("state").asString(""))
        .findFirst()
        .orElseGet(() -> "no task of " + session.agent() + " in " + tasks);
  }

  private static JsonNode missed(HostProcess host) {
    return host.client()
        .get("/api/v1/fleet")
        .body()
        .path("notices")
        .valueStream()
        .filter(notice -> notice.path("kind").asString("").equals("hooks_missed"))
        .findFirst()
        .orElseGet(JsonText::object);
  }

  private void hooks(String command) throws Exception {
    var all = new ArrayList<>(List.of("hooks", command, "--agent", "claude", "--project"));
    all.addAll(List.of("--repo", repo.toString(), "--data", data.toString()));
    Path log = folder.resolve("cli.log");
    Process process = MusterProcess.start(log, all);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), command);
    assertEquals(0, process.exitValue(), Files.readString(log));
  }

  private static void await(Callable<Boolean> condition, String what) throws Exception {
    long end = System.nanoTime() + WITHIN.toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, what);
      LockSupport.parkNanos(100_000_000);
    }
  }

  private void git(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", repo.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    assertEquals(0, builder.start().waitFor());
  }
}
