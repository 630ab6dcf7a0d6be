package dev.muster.host.cli.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.CliRun;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.ScriptedHost;
import dev.muster.host.cli.ScriptedHost.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pre-commit check with a real git and a real server. */
@Timeout(120)
final class PreCommitTest {
  private static final String CHECK = "/api/v1/leases/check";
  private static final String CHECKED =
      "{\"type\":\"LandingChecked\",\"landing\":\"checked\",\"foreign\":[],\"text\":null}";
  private static final String STALE =
      "{\"type\":\"LandingChecked\",\"landing\":\"stale\",\"foreign\":[{\"intent\":\"a \\\"b\\\"\"}],"
          + "\"text\":\"src/Cart.java is held by codex-1.\\nAsk it \\\"first\\\".\"}";

  @TempDir private Path folder = Path.of("");
  private final ScriptedHost host = new ScriptedHost();
  private Repository repository = new Repository(Path.of(""));
  private Path data = Path.of("");

  @BeforeEach
  void make() throws Exception {
    folder = folder.toRealPath();
    repository = Repository.in(folder.resolve("shop"));
    data = Files.createDirectory(folder.resolve("data"));
    host.announce(data);
    host.on(CHECK, call -> Answer.ok(CHECKED));
    repository.write("a.txt", "a\n");
    repository.git("add", ".");
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void staged_paths_are_asked_about_with_the_session_of_the_shell() throws Exception {
    install();
    repository.write("dir/odd \"name\"\t\u00e4\\.txt", "x");
    repository.git("add", ".");
    Ran commit = commit(Map.of("CLAUDE_CODE_SESSION_ID", "s-1"));
    assertTrue(commit.ok(), commit::toString);
    ScriptedHost.Call call = host.await(CHECK);
    assertEquals("Bearer the-secret-token", call.token().orElse(""));
    assertEquals(
        JsonText.object()
            .put("session", "s-1")
            .put("cwd", repository.root().toString())
            .set("paths", JsonText.array(List.of("a.txt", "dir/odd \"name\"\t\u00e4\\.txt"))),
        call.body());
    assertEquals("", commit.error());
  }

  @Test
  void a_lost_lease_stops_the_commit_and_says_why() {
    install();
    host.on(CHECK, call -> Answer.ok(STALE));
    Ran commit = commit(Map.of());
    assertEquals(1, commit.exitCode());
    assertEquals(
        """
        muster: src/Cart.java is held by codex-1.
        muster: Ask it 'first'.
        muster: to commit nevertheless: git commit --no-verify
        """,
        commit.error());
    assertTrue(repository.tried(Map.of(), "commit", "--no-verify", "-qm", "x").ok());
  }

  @Test
  void without_a_host_the_commit_passes_with_a_warning() throws Exception {
    install();
    host.leave();
    Ran commit = commit(Map.of());
    assertTrue(commit.ok(), commit::toString);
    assertTrue(commit.error().contains("were not checked: the host does not answer"));
    Files.delete(data.resolve("host.json"));
    repository.write("a.txt", "b");
    repository.git("add", ".");
    assertTrue(commit(Map.of()).error().contains("were not checked: no host runs"));
  }

  @Test
  void a_refusal_passes_with_what_the_host_said() {
    install();
    host.on(CHECK, call -> Answer.problem(400, "BAD_REQUEST"));
    Ran commit = commit(Map.of());
    assertTrue(commit.ok(), commit::toString);
    assertTrue(commit.error().contains("the host answered 400 told so"), commit.error());
  }

  @Test
  void an_existing_hook_runs_first_and_its_refusal_counts() throws Exception {
    Path ran = folder.resolve("ran");
    Path hook = hook(repository.root().resolve(".git/hooks/pre-commit"), "echo x >>'" + ran + "'");
    byte[] before = Files.readAllBytes(hook);
    install();
    assertTrue(commit(Map.of()).ok());
    assertTrue(Files.exists(ran));
    host.await(CHECK);
    hook(hook.resolveSibling("pre-commit.muster-chained"), "exit 3");
    repository.write("a.txt", "b");
    repository.git("add", ".");
    assertFalse(commit(Map.of()).ok());
    assertEquals(0, host.waiting(CHECK));
    hook(hook.resolveSibling("pre-commit.muster-chained"), "echo x >>'" + ran + "'");
    assertEquals(0, hooks("uninstall").exitCode());
    assertEquals(
        new String(before, java.nio.charset.StandardCharsets.UTF_8), Files.readString(hook));
    assertFalse(Files.exists(hook.resolveSibling("pre-commit.muster-chained")));
    assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(hook)));
  }

  @Test
  void a_hook_that_git_would_not_run_is_not_run_either() throws Exception {
    Path hook = hook(repository.root().resolve(".git/hooks/pre-commit"), "exit 3");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rw-r--r--"));
    install();
    assertTrue(commit(Map.of()).ok());
  }

  @Test
  void hooks_path_is_honoured() throws Exception {
    Path elsewhere = folder.resolve("all hooks");
    repository.git("config", "core.hooksPath", elsewhere.toString());
    install();
    assertTrue(Files.isExecutable(elsewhere.resolve("pre-commit")));
    host.on(CHECK, call -> Answer.ok(STALE));
    assertFalse(commit(Map.of()).ok());
    assertEquals(0, hooks("uninstall").exitCode());
    assertFalse(Files.exists(elsewhere.resolve("pre-commit")));
  }

  @Test
  void a_tracked_hook_is_refused() throws Exception {
    repository.git("config", "core.hooksPath", "githooks");
    hook(repository.root().resolve("githooks/pre-commit"), "exit 0");
    repository.git("add", ".");
    CliRun run = hooks("install");
    assertEquals(64, run.exitCode());
    assertTrue(run.error().contains("is tracked by git and stays as it is"), run.error());
    assertEquals("#!/bin/sh\nexit 0\n", repository.read("githooks/pre-commit"));
    assertFalse(Files.exists(repository.root().resolve(".claude")));
  }

  @Test
  void a_hook_that_was_changed_since_is_left_to_its_author() throws Exception {
    install();
    Path hook = repository.root().resolve(".git/hooks/pre-commit");
    Files.writeString(hook, Files.readString(hook) + "make lint\n");
    CliRun run = hooks("uninstall");
    assertEquals(78, run.exitCode());
    assertTrue(Files.readString(hook).endsWith("make lint\n"));
  }

  @Test
  void installing_twice_chains_nothing_twice() throws Exception {
    hook(repository.root().resolve(".git/hooks/pre-commit"), "exit 0");
    install();
    install();
    assertEquals("#!/bin/sh\nexit 0\n", repository.read(".git/hooks/pre-commit.muster-chained"));
    assertTrue(commit(Map.of()).ok());
  }

  @Test
  void a_linked_worktree_has_the_check_of_its_repository() throws Exception {
    install();
    repository.git("commit", "-qm", "first");
    Path other = folder.resolve("other");
    repository.git("worktree", "add", "-q", other.toString());
    var linked = new Repository(other);
    linked.write("b.txt", "b");
    linked.git("add", ".");
    host.await(CHECK);
    assertTrue(linked.tried(Map.of(), "commit", "-qm", "x").ok());
    assertEquals(other.toString(), host.await(CHECK).body().path("cwd").asString(""));
  }

  private void install() {
    CliRun run = hooks("install");
    assertEquals(0, run.exitCode(), run::told);
  }

  private CliRun hooks(String command) {
    var arguments = new ArrayList<>(List.of("hooks", command, "--agent=claude", "--project"));
    arguments.addAll(List.of("--pre-commit", "--repo", repository.root().toString()));
    arguments.addAll(List.of("--data", data.toString()));
    return CliRun.of(arguments.toArray(String[]::new));
  }

  private Ran commit(Map<String, String> environment) {
    return repository.tried(environment, "commit", "-qm", "change", "--", ".");
  }

  private static Path hook(Path path, String line) throws Exception {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "#!/bin/sh\n" + line + "\n");
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
