package dev.muster.host.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.FileKey;
import dev.muster.host.repo.Located.Reason;
import dev.muster.host.repo.Located.Skipped;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which file a path means. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RepositoriesTest {
  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nanos = new AtomicLong();
  private Repositories repositories;
  private GitFolder repo;
  private int count;

  @BeforeAll
  void open() {
    repositories = new Repositories(vertx, nanos::get);
  }

  @AfterAll
  void close() {
    await(repositories.close());
    await(vertx.close());
  }

  @BeforeEach
  void repository() {
    repo = GitFolder.init(folder.resolve("repo" + count++)).commit("a.txt", "src/b c.txt");
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private Located locate(String cwd, String... paths) {
    return await(repositories.locate(cwd, List.of(paths)));
  }

  private FileKey key(String path) {
    Located located = locate(repo.path().toString(), path);
    assertEquals(List.of(), located.skipped());
    return located.files().getFirst();
  }

  private Reason reason(String path) {
    Located located = locate(repo.path().toString(), path);
    assertEquals(List.of(), located.files(), path);
    return located.skipped().getFirst().reason();
  }

  private void later(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void a_path_is_the_same_file_however_it_is_written() {
    FileKey key = repo.key("src/b c.txt");
    assertEquals(key, key("src/b c.txt"));
    assertEquals(key, key(repo.path() + "/src/b c.txt"));
    assertEquals(key, key("./src/../src//b c.txt"));
    assertEquals(key, locate(repo.path() + "/src", "b c.txt").files().getFirst());
    assertEquals(key, locate("/", repo.path() + "/src/b c.txt").files().getFirst());
  }

  @Test
  void a_file_that_does_not_exist_yet_has_its_key() {
    assertEquals(repo.key("new/deep/file.txt"), key("new/deep/file.txt"));
    assertEquals(repo.key("file.txt"), key("new/../file.txt"));
  }

  @Test
  void a_deleted_file_keeps_its_key() throws IOException {
    Files.delete(repo.path().resolve("a.txt"));
    assertEquals(repo.key("a.txt"), key("a.txt"));
  }

  @Test
  void names_may_have_spaces_newlines_and_any_letter() {
    for (String name :
        List.of("two  words", "line\nbreak.txt", "größe/日本語.txt", "😀", "tab\there", "-rf", "*")) {
      repo.write(name, "x");
      assertEquals(repo.key(name), key(name));
    }
  }

  @Test
  void symbolic_links_lead_to_the_file_itself() throws IOException {
    Files.createSymbolicLink(repo.path().resolve("link.txt"), Path.of("a.txt"));
    Files.createSymbolicLink(repo.path().resolve("link"), Path.of("src"));
    Files.createSymbolicLink(folder.resolve("way" + count), repo.path());
    assertEquals(repo.key("a.txt"), key("link.txt"));
    assertEquals(repo.key("src/b c.txt"), key("link/b c.txt"));
    assertEquals(repo.key("src/new.txt"), key("link/new.txt"));
    assertEquals(repo.key("a.txt"), key("link/../a.txt"));
    assertEquals(repo.key("a.txt"), key(folder.resolve("way" + count) + "/a.txt"));
  }

  @Test
  void a_link_that_leads_nowhere_yet_is_the_file_it_would_make() throws IOException {
    Files.createSymbolicLink(repo.path().resolve("dangling"), Path.of("src/later.txt"));
    assertEquals(repo.key("src/later.txt"), key("dangling"));
    Files.createSymbolicLink(repo.path().resolve("circle"), Path.of("circle"));
    assertEquals(Reason.MALFORMED, reason("circle"));
  }

  @Test
  void what_lies_outside_is_not_leased() throws IOException {
    assertEquals(Reason.OUTSIDE, reason("../elsewhere.txt"));
    assertEquals(Reason.OUTSIDE, reason("/etc/hosts"));
    Files.createSymbolicLink(repo.path().resolve("out"), Path.of("/etc"));
    assertEquals(Reason.OUTSIDE, reason("out/hosts"));
    Path plain = Files.createDirectory(folder.resolve("plain" + count));
    assertEquals(
        List.of(new Skipped("x.txt", Reason.OUTSIDE)), locate(plain.toString(), "x.txt").skipped());
  }

  @Test
  void what_git_keeps_for_itself_is_not_leased() {
    assertEquals(Reason.IN_GIT, reason(".git/config"));
    assertEquals(Reason.IN_GIT, reason(".git/hooks/pre-commit"));
    assertEquals(Reason.IN_GIT, reason(".GIT/config"));
  }

  @Test
  void a_folder_is_not_leased() {
    assertEquals(Reason.FOLDER, reason("src"));
    assertEquals(Reason.FOLDER, reason("."));
  }

  @Test
  void what_no_file_can_be_called_is_skipped() {
    for (String path : List.of("a\0b", " ", "x".repeat(5000))) {
      Located located = locate(repo.path().toString(), path);
      assertEquals(List.of(new Skipped(path, Reason.MALFORMED)), located.skipped());
    }
    assertThrows(CompletionException.class, () -> locate("relative", "a.txt"));
  }

  @Test
  void each_worktree_is_its_own_place_in_the_same_repository() {
    Path other = folder.resolve("other" + count);
    repo.git("worktree", "add", "-q", other.toString());
    var expected = new FileKey(repo.path() + "/.git", other.toString(), "a.txt");
    assertEquals(expected, locate(other.toString(), "a.txt").files().getFirst());
    assertEquals(expected, key(other + "/a.txt"));
    Checkout found = await(repositories.checkout(other + "/src")).orElseThrow();
    assertEquals(repo.path() + "/.git", found.repo());
    assertEquals(other.toString(), found.worktree());
    assertEquals(Reason.IN_GIT, reason(other + "/.git"));
  }

  @Test
  void a_submodule_is_a_repository_of_its_own() {
    GitFolder inner = GitFolder.init(folder.resolve("inner" + count)).commit("in.txt");
    repo.git("submodule", "add", "-q", inner.path().toString(), "sub");
    FileKey key = key("sub/in.txt");
    assertEquals(repo.path() + "/.git/modules/sub", key.repo());
    assertEquals(repo.path() + "/sub", key.worktree());
    assertEquals("in.txt", key.path());
  }

  @Test
  void a_file_of_another_repository_belongs_there() {
    GitFolder other = GitFolder.init(folder.resolve("other" + count)).commit("o.txt");
    assertEquals(other.key("o.txt"), key("../other" + count + "/o.txt"));
  }

  @Test
  void a_bare_repository_has_no_files() {
    Path bare = folder.resolve("bare" + count + ".git");
    repo.git("clone", "-q", "--bare", ".", bare.toString());
    assertTrue(await(repositories.checkout(bare.toString())).isEmpty());
    assertEquals(Reason.OUTSIDE, reason(bare + "/HEAD"));
  }

  @Test
  void where_case_does_not_count_a_file_has_the_name_it_was_made_with() {
    repo.git("config", "core.ignorecase", "true");
    assertEquals(repo.key("a.txt"), key("A.TXT"));
    assertEquals(repo.key("src/b c.txt"), key("SRC/B C.txt"));
    assertEquals(repo.key("src/New.txt"), key("Src/New.txt"));
    assertEquals(repo.key("src/New.txt"), key("src/nEW.txt"));
    repo.git("config", "core.ignorecase", "false");
    assertEquals(repo.key("SRC/other.txt"), key("SRC/other.txt"));
  }

  @Test
  void what_git_ignores_is_not_leased() {
    repo.write(".gitignore", "*.log\n!keep.log\nbuild/\n");
    repo.write("deep/.gitignore", "only.txt\n");
    repo.write(".git/info/exclude", "mine.txt\n");
    for (String path : List.of("x.log", "src/x.log", "build/x/y", "deep/only.txt", "mine.txt")) {
      assertEquals(Reason.IGNORED, reason(path), path);
    }
    for (String path : List.of("keep.log", "only.txt", "deep/other.txt", "built")) {
      assertEquals(repo.key(path), key(path));
    }
  }

  @Test
  void a_tracked_file_is_leased_although_a_pattern_names_it() {
    repo.write(".gitignore", "tracked.log\n");
    repo.write("tracked.log", "x");
    repo.git("add", "-f", "tracked.log");
    assertEquals(repo.key("tracked.log"), key("tracked.log"));
  }

  @Test
  void a_changed_rule_holds_as_soon_as_the_last_answer_is_seconds_old() {
    assertEquals(repo.key("x.tmp"), key("x.tmp"));
    repo.write(".gitignore", "*.tmp\n");
    assertEquals(repo.key("x.tmp"), key("x.tmp"));
    later(6);
    assertEquals(Reason.IGNORED, reason("x.tmp"));
    repo.write(".gitignore", "*.other\n");
    later(6);
    assertEquals(repo.key("x.tmp"), key("x.tmp"));
  }

  @Test
  void what_is_marked_as_generated_is_not_leased() {
    assertEquals(repo.key("gen/x.txt"), key("gen/x.txt"));
    repo.write(".gitattributes", "gen/** linguist-generated\n*.pb linguist-generated=true\n");
    repo.write("src/.gitattributes", "own.txt -linguist-generated\nmade.txt linguist-generated\n");
    later(6);
    for (String path : List.of("gen/x.txt", "a.pb", "src/made.txt")) {
      assertEquals(Reason.GENERATED, reason(path), path);
    }
    assertEquals(repo.key("src/own.txt"), key("src/own.txt"));
    assertEquals(repo.key("a.txt"), key("a.txt"));
  }

  @Test
  void a_path_that_git_dislikes_spoils_no_other() {
    GitFolder inner = GitFolder.init(folder.resolve("inner" + count)).commit("in.txt");
    repo.git("submodule", "add", "-q", inner.path().toString(), "sub");
    repo.git("commit", "-q", "-m", "sub");
    repo.git("submodule", "deinit", "-q", "-f", "sub");
    repo.write(".gitignore", "*.log\n");
    assertEquals(repo.key("sub/x"), key("sub/x"));
    assertEquals(Reason.IGNORED, reason("x.log"));
  }

  @Test
  void many_paths_are_answered_at_once_and_each_key_once() {
    Located located =
        locate(repo.path().toString(), "a.txt", "./a.txt", "/etc/hosts", "src/b c.txt", ".git/x");
    assertEquals(List.of(repo.key("a.txt"), repo.key("src/b c.txt")), located.files());
    assertEquals(
        "No lease is needed or given for /etc/hosts (outside any repository), .git/x (inside .git).",
        located.note());
    assertNull(locate(repo.path().toString(), "a.txt").note());
  }
}
