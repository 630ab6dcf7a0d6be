package dev.muster.host.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What git says of a worktree. */
@Timeout(60)
final class GitReadingTest {
  @TempDir Path folder;

  private final AtomicLong nanos = new AtomicLong();
  private final Processes processes = new Processes(nanos::get);
  private final GitReading reading = new GitReading(processes);
  private GitFolder repo;
  private Checkout checkout;

  @BeforeEach
  void repository() throws IOException {
    repo = GitFolder.init(folder.resolve("r"));
    checkout = around(repo.path());
  }

  private Checkout around(Path path) throws IOException {
    Checkout found = new Checkouts(processes).around(path);
    assertNotNull(found);
    return found;
  }

  private Look look() throws IOException {
    return reading.look(checkout, Map.of());
  }

  private Stamp stamp(String file) throws IOException {
    Stamp stamp = look().dirty().get(file);
    assertNotNull(stamp);
    return stamp;
  }

  private String head() {
    return repo.git("rev-parse", "HEAD");
  }

  @Test
  void a_repository_without_commits_has_no_head() throws IOException {
    repo.write("new.txt", "x");
    Look look = look();
    assertEquals("", look.head());
    assertEquals("main", look.branch());
    assertEquals(Set.of("new.txt"), look.dirty().keySet());
  }

  @Test
  void changed_new_staged_deleted_and_renamed_files_differ_from_the_commit() throws IOException {
    repo.commit("same", "changed", "staged", "deleted", "old name");
    repo.write("changed", "more");
    repo.write("staged", "more");
    repo.git("add", "staged");
    repo.git("rm", "-q", "deleted");
    repo.git("mv", "old name", "new\nname");
    repo.write("größe/neu.txt", "x");
    Look look = look();
    assertEquals(head(), look.head());
    assertEquals(
        Set.of("changed", "staged", "deleted", "old name", "new\nname", "größe/neu.txt"),
        look.dirty().keySet());
    assertEquals(-1, stamp("deleted").bytes());
    repo.git("checkout", "-q", "--detach");
    assertNull(look().branch());
  }

  @Test
  void conflicts_and_ignored_files_and_repositories_inside_are_told_apart() throws IOException {
    repo.commit("f");
    repo.git("checkout", "-q", "-b", "side");
    repo.write("f", "side");
    repo.commit("g");
    repo.git("checkout", "-q", "main");
    repo.write("f", "main");
    repo.write(".gitignore", "*.log\n");
    repo.commit("h");
    assertThrows(IllegalStateException.class, () -> repo.git("merge", "side"));
    repo.write("x.log", "x");
    GitFolder.init(repo.path().resolve("inner")).commit("x");
    assertTrue(look().dirty().containsKey("f"));
    assertFalse(look().dirty().containsKey("x.log"));
    assertFalse(look().dirty().containsKey("inner/"));
  }

  @Test
  void a_file_that_is_written_anew_with_the_same_content_has_not_changed() throws IOException {
    repo.commit("f");
    Path file = repo.write("f", "more");
    Stamp before = stamp("f");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    Stamp after = stamp("f");
    assertTrue(after.same(before));
    repo.write("f", "mare");
    assertFalse(stamp("f").same(before));
    assertFalse(after.same(null));
  }

  @Test
  void an_unchanged_file_is_not_read_again() throws IOException {
    repo.write("f", "x");
    Look before = look();
    Look after = reading.look(checkout, before.dirty());
    assertSame(before.dirty().get("f"), after.dirty().get("f"));
  }

  @Test
  void commits_made_here_are_found_with_their_files() throws IOException {
    repo.commit("a");
    String before = head();
    repo.commit("b", "two words");
    repo.commit("c");
    Commits made = reading.commits(checkout, before);
    assertEquals(head(), made.newest());
    assertEquals(Set.of("b", "two words", "c"), made.files());
    assertEquals(Set.of(), reading.commits(checkout, head()).files());
  }

  @Test
  void the_first_commit_and_an_amended_one_count() throws IOException {
    repo.commit("a");
    assertEquals(Set.of("a"), reading.commits(checkout, "").files());
    String before = head();
    repo.write("b", "x");
    repo.git("add", "b");
    repo.git("commit", "-q", "--amend", "--no-edit");
    assertEquals(Set.of("a", "b"), reading.commits(checkout, before).files());
  }

  @Test
  void another_branch_and_a_reset_are_no_commit() throws IOException {
    repo.commit("a");
    String first = head();
    repo.commit("b");
    String before = head();
    repo.git("checkout", "-q", "-b", "side", first);
    assertNull(reading.commits(checkout, before).newest());
    repo.git("checkout", "-q", "main");
    repo.git("reset", "-q", "--hard", first);
    assertNull(reading.commits(checkout, before).newest());
  }

  @Test
  void nothing_of_the_repository_is_run() throws IOException {
    repo.commit("a");
    Path proof = folder.resolve("proof");
    Path hook = repo.write(".git/hooks/post-index-change", "#!/bin/sh\ntouch " + proof + "\n");
    assertTrue(hook.toFile().setExecutable(true));
    repo.git("config", "core.fsmonitor", "touch " + proof + " #");
    repo.git("config", "diff.external", "touch " + proof + " #");
    String before = head();
    repo.write("a", "more");
    look();
    reading.commits(checkout, "");
    assertEquals(before, head());
    assertFalse(Files.exists(proof));
  }

  @Test
  void a_git_past_its_deadline_is_ended() throws Exception {
    repo.write("slow.sh", "#!/bin/sh\nsleep 600\n");
    repo.git("config", "alias.slow", "!sleep 600");
    try (var runner = Executors.newVirtualThreadPerTaskExecutor();
        var sweeper = Executors.newSingleThreadScheduledExecutor()) {
      var slow =
          runner.submit(() -> processes.run(repo.path(), Duration.ofSeconds(5), 1000, "slow"));
      var sweeping =
          sweeper.scheduleAtFixedRate(
              () -> {
                nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
                processes.sweep();
              },
              10,
              10,
              TimeUnit.MILLISECONDS);
      var failed = assertThrows(ExecutionException.class, () -> slow.get(20, TimeUnit.SECONDS));
      assertTrue(failed.getCause() instanceof IOException, String.valueOf(failed));
      sweeping.cancel(true);
    }
  }

  @Test
  void more_output_than_agreed_is_refused() {
    repo.commit("a", "b", "c");
    assertThrows(
        IOException.class,
        () -> processes.run(repo.path(), Duration.ofSeconds(5), 10, "ls-files", "-s"));
    assertThrows(
        IOException.class, () -> processes.run(repo.path(), Duration.ofSeconds(5), 10, "nonsense"));
  }
}
