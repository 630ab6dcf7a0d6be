package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Notice;
import dev.muster.contract.NoticeId;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.RaiseNotice;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NoticeRowsTest {
  private static final Instant LATER = NOW.plusSeconds(5);

  private final Random random = new Random(1);
  @AutoClose private final TestStore store;

  NoticeRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void a_notice_reads_back_and_counts_on() {
    NoticeKind kind = NoticeKind.HOOKS_MISSED;
    Notice two = raise(kind, "/shop/.git", null, 2, "two", NOW);
    assertEquals(
        new Notice(two.id(), kind, NOW, NOW, 2, "/shop/.git", null, "two", null), found(two.id()));

    Notice five = raise(kind, "/shop/.git", null, 3, "three more", LATER);

    assertEquals(
        new Notice(two.id(), kind, NOW, LATER, 5, "/shop/.git", null, "three more", null), five);
    assertEquals(five, found(two.id()));
  }

  @Test
  void the_open_one_is_found_by_kind_repository_and_agent_null_or_not() {
    NoticeId anywhere = raise(NoticeKind.HOOKS_MISSED, null, null, 1, "one", NOW).id();
    NoticeId shop = raise(NoticeKind.HOOKS_MISSED, "/shop/.git", "claude", 1, "one", NOW).id();

    assertEquals(anywhere, open(NoticeKind.HOOKS_MISSED, null, null));
    assertEquals(shop, open(NoticeKind.HOOKS_MISSED, "/shop/.git", "claude"));
    assertTrue(
        store.reads(tx -> tx.notices().open(NoticeKind.HOOKS_MISSED, "/shop/.git", null) == null));
    assertTrue(store.reads(tx -> tx.notices().open(NoticeKind.HOOKS_SILENT, null, null) == null));
  }

  @Test
  void what_was_reviewed_once_is_open_no_more() {
    NoticeId id = raise(NoticeKind.HOOKS_MISSED, null, null, 1, "one", NOW).id();

    assertTrue(store.writes(tx -> tx.notices().review(id, LATER)));
    assertFalse(store.writes(tx -> tx.notices().review(id, LATER.plusSeconds(1))));

    assertEquals(LATER, found(id).reviewedAt());
    assertEquals(List.of(), store.read(tx -> tx.notices().open()));
    assertTrue(store.reads(tx -> tx.notices().open(NoticeKind.HOOKS_MISSED, null, null) == null));
  }

  private NoticeId open(NoticeKind kind, @Nullable String repo, @Nullable String agent) {
    return store.read(tx -> Objects.requireNonNull(tx.notices().open(kind, repo, agent))).id();
  }

  private Notice found(NoticeId id) {
    return store.read(tx -> Objects.requireNonNull(tx.notices().find(id)));
  }

  private Notice raise(
      NoticeKind kind,
      @Nullable String repo,
      @Nullable String agent,
      long count,
      String text,
      Instant at) {
    var request = new RaiseNotice(kind, repo, agent, count, text);
    return store.write(tx -> tx.notices().raise(request, random, at));
  }
}
