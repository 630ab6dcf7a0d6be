package dev.muster.host.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Bus;
import dev.muster.contract.AcquireLeases;
import dev.muster.contract.Addresses;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Holder;
import dev.muster.contract.Notice;
import dev.muster.contract.NoticeAnswer;
import dev.muster.contract.NoticeId;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.RaiseNotice;
import dev.muster.contract.Refused;
import dev.muster.host.repo.GitFolder;
import dev.muster.host.repo.Repositories;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that found no host are told at its start, once. */
@Timeout(60)
final class MissedNoticesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);

  @TempDir Path folder;

  private Vertx vertx;
  private Bus bus;
  private Repositories repositories;
  private GitFolder repo;
  private boolean refusing;
  private final Coordinator coordinator = new Coordinator();
  private final List<RaiseNotice> raised = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    vertx = Vertx.vertx();
    bus = Bus.install(vertx, Duration.ofSeconds(2));
    repositories = new Repositories(vertx, System::nanoTime);
    HookDesk.await(coordinator.serve(bus));
    HookDesk.await(bus.serve(Addresses.NOTICE_RAISE, this::raised));
    repo = GitFolder.init(folder.resolve("repo")).commit("a", "b", "held");
    Files.createDirectories(folder.resolve("data"));
  }

  @AfterEach
  void close() {
    HookDesk.await(repositories.close());
    HookDesk.await(vertx.close());
  }

  private Future<NoticeAnswer> raised(RaiseNotice notice) {
    if (refusing) {
      throw new Refused(FailureCode.STORE_UNAVAILABLE, "as the test wants it");
    }
    raised.add(notice);
    return Future.succeededFuture(
        new NoticeAnswer(
            new Notice(
                NoticeId.next(NOW, new Random(1)),
                notice.kind(),
                NOW,
                NOW,
                notice.count(),
                notice.repo(),
                notice.agent(),
                notice.text(),
                null)));
  }

  private void log(String... lines) {
    try {
      Files.writeString(folder.resolve("data/hooks-missed.log"), String.join("\n", lines) + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String line(long at, String vendor, String reason, Object cwd) {
    return line(at, vendor, reason, "s-1", cwd);
  }

  private String line(long at, String vendor, String reason, String session, Object cwd) {
    return String.join(
        "\t", Long.toString(at), vendor, "PreToolUse", reason, session, cwd.toString());
  }

  private void start() {
    HookDesk.await(new MissedNotices(vertx, bus, repositories, folder.resolve("data")).raise(NOW));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void without_a_log_nothing_is_told() throws IOException {
    start();
    assertEquals(List.of(), raised);
    assertEquals(List.of(), files());
  }

  @Test
  void missed_and_refused_hooks_are_told_once_with_what_changed_meanwhile() throws IOException {
    repo.write("a", "changed");
    repo.write("new file", "x");
    repo.write("held", "changed");
    HookDesk.await(
        bus.request(
            Addresses.LEASE_ACQUIRE,
            new AcquireLeases(Holder.of("s"), "agent", List.of(repo.key("held")), null, null)));
    log(
        line(1_767_225_000, "claude", "unreachable", repo.path()),
        line(1_767_225_060, "codex", "timeout", repo.path().resolve("src")),
        line(1_767_225_030, "claude", "http_401", repo.path()),
        "this is no line");
    start();
    assertEquals(
        List.of(
            new RaiseNotice(
                NoticeKind.HOOKS_MISSED,
                repo.path() + "/.git",
                null,
                2,
                "2 hooks of claude and codex found no host from 2025-12-31T23:50:00Z to"
                    + " 2025-12-31T23:51:00Z (timeout 1, unreachable 1). Changed in "
                    + repo.path()
                    + " without a lease: 2 files, a, new file."),
            new RaiseNotice(
                NoticeKind.HOOKS_REFUSED,
                repo.path() + "/.git",
                null,
                1,
                "1 hook of claude was refused from 2025-12-31T23:50:30Z to 2025-12-31T23:50:30Z"
                    + " (http_401 1). Changed in "
                    + repo.path()
                    + " without a lease: 2 files, a, new file.")),
        raised);
    assertEquals(List.of("hooks-missed.1767225600.log"), files());
    start();
    assertEquals(2, raised.size());
  }

  @Test
  void a_folder_outside_any_repository_is_told_without_changes() {
    log(line(1_767_225_000, "gemini", "unreachable", folder.resolve("gone")));
    start();
    assertEquals(1, raised.size());
    assertEquals(null, raised.getFirst().repo());
    assertTrue(raised.getFirst().text().endsWith("(unreachable 1)."), raised.toString());
  }

  @Test
  void what_could_not_be_told_is_told_at_the_next_start() throws IOException {
    log(line(1_767_225_000, "claude", "unreachable", repo.path()));
    refusing = true;
    assertThrows(CompletionException.class, this::start);
    log(line(1_767_225_000, "claude", "timeout", repo.path()));
    refusing = false;
    start();
    assertEquals(1, raised.size());
    assertTrue(raised.getFirst().text().contains("unreachable 1"), raised.toString());
    start();
    assertEquals(2, raised.size());
    assertTrue(raised.getLast().text().contains("timeout 1"), raised.toString());
    assertFalse(files().contains("hooks-missed.log"));
  }

  @Test
  void what_the_proof_of_hooks_made_up_is_not_told() throws IOException {
    String proof = line(1_767_225_000, "claude", "unreachable", "muster-prove-1-a", repo.path());
    log(proof);
    start();
    assertEquals(List.of(), raised);
    assertFalse(files().contains("hooks-missed.log"));
    log(proof, line(1_767_225_000, "claude", "timeout", repo.path()));
    start();
    assertEquals(1, raised.size());
    assertEquals(1, raised.getFirst().count());
  }

  @Test
  void many_lines_are_one_notice() {
    String[] lines = new String[5_000];
    Arrays.fill(lines, line(1_767_225_000, "claude", "unreachable", repo.path()));
    log(lines);
    start();
    assertEquals(1, raised.size());
    assertEquals(5_000, raised.getFirst().count());
  }
}
