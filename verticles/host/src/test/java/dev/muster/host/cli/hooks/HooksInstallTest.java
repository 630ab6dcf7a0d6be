package dev.muster.host.cli.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Vendor;
import dev.muster.host.cli.CliRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HooksInstallTest {
  @TempDir private Path folder = Path.of("");
  private final String home = System.getProperty("user.home");
  private Repository repository = new Repository(Path.of(""));
  private Path data = Path.of("");

  @BeforeEach
  void make() throws Exception {
    folder = folder.toRealPath();
    repository = Repository.in(folder.resolve("shop"));
    data = folder.resolve("data");
    System.setProperty("user.home", Files.createDirectory(folder.resolve("home")).toString());
  }

  @AfterEach
  void putBack() {
    System.setProperty("user.home", home);
  }

  /** The settings before and after, as a person would review them. */
  @ParameterizedTest
  @EnumSource(Vendor.class)
  void the_entries_of_each_vendor_are_as_reviewed(Vendor vendor) throws Exception {
    String before = golden(vendor, "before");
    Path file = AgentSettings.of(vendor).projectFile(repository.root());
    repository.write(repository.root().relativize(file).toString(), before);
    assertEquals(0, hooks("install", vendor, "--project").exitCode());
    String shim = data.resolve("hooks/muster-hook").toString();
    assertEquals(golden(vendor, "after"), Files.readString(file).replace(shim, "@SHIM@"));
    assertEquals(0, hooks("uninstall", vendor, "--project").exitCode());
    assertEquals(before, Files.readString(file));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void a_file_that_was_not_there_goes_again_with_its_folders(Vendor vendor) throws Exception {
    for (String scope : List.of("--user", "--project")) {
      assertEquals(0, hooks("install", vendor, scope).exitCode());
      assertEquals(0, hooks("install", vendor, scope, "--fail-closed").exitCode());
      assertEquals(0, hooks("uninstall", vendor, scope).exitCode());
    }
    assertEquals("", repository.git("status", "--porcelain", "--ignored"));
    try (Stream<Path> left = Files.list(folder.resolve("home"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void no_settings_file_holds_the_token(Vendor vendor) throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("token"), "the-secret-token\n");
    hooks("install", vendor, "--project");
    assertFalse(
        Files.readString(AgentSettings.of(vendor).projectFile(repository.root()))
            .contains("the-secret-token"));
  }

  @Test
  void an_http_entry_names_the_variable_of_the_token_only() throws Exception {
    CliRun run =
        hooks("install", Vendor.CLAUDE, "--project", "--http", "--url", "http://127.0.0.1:7471");
    assertEquals(0, run.exitCode(), run::told);
    String text = repository.read(".claude/settings.local.json");
    assertTrue(text.contains("\"url\": \"http://127.0.0.1:7471/hooks/claude/PreToolUse\""), text);
    assertTrue(text.contains("\"Authorization\": \"Bearer $MUSTER_TOKEN\""), text);
    assertTrue(text.contains("muster-hook claude SessionStart"), text);
    assertEquals(0, hooks("uninstall", Vendor.CLAUDE, "--project").exitCode());
    assertFalse(Files.exists(repository.root().resolve(".claude")));
  }

  @Test
  void only_claude_code_can_call_http_by_itself() {
    assertEquals(64, hooks("install", Vendor.CODEX, "--http").exitCode());
  }

  @Test
  void a_file_that_git_tracks_is_refused() throws Exception {
    String before = "{\"permissions\": {}}\n";
    repository.write(".claude/settings.local.json", before);
    repository.git("add", ".");
    CliRun run = hooks("install", Vendor.CLAUDE, "--project");
    assertEquals(64, run.exitCode());
    assertTrue(run.error().contains("is tracked by git"), run.error());
    assertEquals(before, repository.read(".claude/settings.local.json"));
  }

  @Test
  void a_project_behind_a_symbolic_link_is_refused() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(repository.root().resolve(".claude"), elsewhere);
    assertEquals(64, hooks("install", Vendor.CLAUDE, "--project").exitCode());
  }

  @Test
  void a_folder_outside_of_a_repository_has_no_project() {
    assertEquals(
        64,
        CliRun.of(
                "hooks",
                "install",
                "--agent=claude",
                "--project",
                "--repo",
                folder.toString(),
                "--data",
                data.toString())
            .exitCode());
  }

  @Test
  void a_users_settings_that_are_a_link_stay_one_and_keep_their_permissions() throws Exception {
    Path target = Files.writeString(folder.resolve("dotfile"), "{\"a\": 1}");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createDirectory(folder.resolve("home/.claude")).resolve("settings.json");
    Files.createSymbolicLink(link, target);
    assertEquals(0, hooks("install", Vendor.CLAUDE).exitCode());
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(target).contains("muster-hook"));
    assertEquals(0, hooks("uninstall", Vendor.CLAUDE).exitCode());
    assertEquals("{\"a\": 1}", Files.readString(target));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
  }

  @Test
  void a_change_in_between_stays() throws Exception {
    repository.write(".claude/settings.local.json", "{\n  \"model\": \"a\"\n}\n");
    hooks("install", Vendor.CLAUDE, "--project");
    String edited =
        repository
            .read(".claude/settings.local.json")
            .replace("\"model\": \"a\"", "\"model\": \"b\",\n  \"more\": [1]");
    repository.write(".claude/settings.local.json", edited);
    assertEquals(0, hooks("uninstall", Vendor.CLAUDE, "--project").exitCode());
    assertEquals(
        "{\n  \"model\": \"b\",\n  \"more\": [1]\n}\n",
        repository.read(".claude/settings.local.json"));
  }

  @Test
  void a_file_of_ours_to_which_the_user_added_something_stays() throws Exception {
    hooks("install", Vendor.CODEX, "--project");
    String edited = repository.read(".codex/hooks.json").replaceFirst("\\{", "{ \"mine\": 1,");
    repository.write(".codex/hooks.json", edited);
    assertEquals(0, hooks("uninstall", Vendor.CODEX, "--project").exitCode());
    assertEquals("{ \"mine\": 1\n}\n", repository.read(".codex/hooks.json"));
  }

  @Test
  void installing_twice_leaves_one_set_of_entries_and_the_first_bytes() throws Exception {
    repository.write(".gemini/settings.json", "{ // mine\n}\n");
    hooks("install", Vendor.GEMINI, "--project");
    String once = repository.read(".gemini/settings.json");
    assertEquals(0, hooks("install", Vendor.GEMINI, "--project", "--fail-closed").exitCode());
    assertEquals(0, hooks("install", Vendor.GEMINI, "--project").exitCode());
    assertEquals(once, repository.read(".gemini/settings.json"));
    hooks("uninstall", Vendor.GEMINI, "--project");
    assertEquals("{ // mine\n}\n", repository.read(".gemini/settings.json"));
  }

  @Test
  void entries_are_found_without_a_record_of_the_installation() throws Exception {
    repository.write(".claude/settings.local.json", "{\"hooks\": {\"Stop\": []}}\n");
    hooks("install", Vendor.CLAUDE, "--project");
    try (Stream<Path> records = Files.list(data.resolve("hooks/installed"))) {
      for (Path record : records.toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(record)));
        Files.delete(record);
      }
    }
    assertEquals(0, hooks("uninstall", Vendor.CLAUDE, "--project").exitCode());
    assertFalse(repository.read(".claude/settings.local.json").contains("muster"));
  }

  @Test
  void a_dry_run_shows_the_lines_and_writes_nothing() throws Exception {
    repository.write(".claude/settings.local.json", "{\n  \"secret\": \"x\"\n}\n");
    CliRun run = hooks("install", Vendor.CLAUDE, "--project", "--dry-run");
    assertEquals(0, run.exitCode(), run::told);
    assertTrue(run.out().contains("+         \"hooks\": ["), run.out());
    assertEquals("{\n  \"secret\": \"x\"\n}\n", repository.read(".claude/settings.local.json"));
    assertFalse(Files.exists(data));
  }

  @Test
  void a_file_that_its_agent_would_not_read_is_left_as_it_is() throws Exception {
    for (String text : List.of("{ // mine\n}", "{", "{\"hooks\": 1}", "[]")) {
      repository.write(".claude/settings.local.json", text);
      CliRun run = hooks("install", Vendor.CLAUDE, "--project");
      assertEquals(78, run.exitCode(), run::told);
      assertEquals(1, run.error().lines().count(), run.error());
      assertEquals(text, repository.read(".claude/settings.local.json"));
    }
  }

  @Test
  void bytes_that_are_no_utf8_are_left_as_they_are() throws Exception {
    Path file = repository.write(".claude/settings.local.json", "");
    Files.write(file, "{\"a\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(78, hooks("install", Vendor.CLAUDE, "--project").exitCode());
  }

  @Test
  void a_data_folder_with_spaces_and_quotes_is_one_word() throws Exception {
    data = folder.resolve("my data's");
    assertEquals(0, hooks("install", Vendor.CLAUDE, "--project").exitCode());
    String text = repository.read(".claude/settings.local.json");
    assertTrue(text.contains("my data'\\\\''s/hooks/muster-hook' claude Stop"), text);
    assertEquals(0, hooks("uninstall", Vendor.CLAUDE, "--project").exitCode());
    assertFalse(Files.exists(repository.root().resolve(".claude")));
  }

  @Test
  void the_notes_tell_what_a_vendor_cannot_do() {
    assertTrue(hooks("install", Vendor.CODEX, "--project").out().contains("open /hooks in Codex"));
    assertTrue(
        hooks("install", Vendor.CURSOR, "--project").out().contains("no local file for a project"));
  }

  @Test
  void a_file_that_was_made_stays_out_of_commits_until_it_goes() throws Exception {
    String before = repository.read(".git/info/exclude");
    hooks("install", Vendor.CODEX, "--project");
    hooks("install", Vendor.CODEX, "--project");
    repository.git("add", ".");
    assertEquals("", repository.git("status", "--porcelain"));
    hooks("uninstall", Vendor.CODEX, "--project");
    assertEquals(before, repository.read(".git/info/exclude"));
  }

  @Test
  void a_file_that_was_there_is_not_hidden_from_git() throws Exception {
    String before = repository.read(".git/info/exclude");
    repository.write(".codex/hooks.json", "{}");
    CliRun run = hooks("install", Vendor.CODEX, "--project");
    assertTrue(run.out().contains("git does not ignore this file"), run.out());
    assertEquals(before, repository.read(".git/info/exclude"));
  }

  @Test
  void nothing_of_ours_is_told_as_that() {
    CliRun run = hooks("uninstall", Vendor.CLAUDE, "--user");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().startsWith("nothing of this host in "), run.out());
  }

  private CliRun hooks(String command, Vendor vendor, String... more) {
    var arguments = new ArrayList<>(List.of("hooks", command, "--agent", vendor.toString()));
    arguments.addAll(List.of("--repo", repository.root().toString(), "--data", data.toString()));
    arguments.addAll(List.of(more));
    return CliRun.of(arguments.toArray(String[]::new));
  }

  private static String golden(Vendor vendor, String name) throws IOException {
    try (var file =
        HooksInstallTest.class.getResourceAsStream("/settings/" + vendor + "/" + name + ".json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
