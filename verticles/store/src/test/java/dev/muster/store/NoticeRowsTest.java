package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Notice;
import dev.muster.contract.NoticeId;
import dev.muster.contract.NoticeKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NoticeRowsTest {
  private static final Instant LATER = NOW.plusSeconds(5);

  @AutoClose private final TestStore store;

  NoticeRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void a_notice_reads_back_and_counts_on() {
    Notice notice = notice(1, NoticeKind.HOOKS_MISSED, "/shop/.git", null);
    store.change(tx -> tx.notices().insert(notice));
    assertEquals(notice, found(1));

    store.change(tx -> tx.notices().again(id(1), 3, "three more", LATER));

    assertEquals(
        new Notice(
            id(1), NoticeKind.HOOKS_MISSED, NOW, LATER, 5, "/shop/.git", null, "three more", null),
        found(1));
  }

  @Test
  void the_open_one_is_found_by_kind_repository_and_agent_null_or_not() {
    store.change(tx -> {
      tx.notices().insert(notice(1, NoticeKind.HOOKS_MISSED, null, null));
      tx.notices().insert(notice(2, NoticeKind.HOOKS_MISSED, "/shop/.git", "claude"));
    });

    assertEquals(id(1), open(NoticeKind.HOOKS_MISSED, null, null));
    assertEquals(id(2), open(NoticeKind.HOOKS_MISSED, "/shop/.git", "claude"));
    assertTrue(
        store.reads(tx -> tx.notices().open(NoticeKind.HOOKS_MISSED, "/shop/.git", null) == null));
    assertTrue(store.reads(tx -> tx.notices().open(NoticeKind.HOOKS_SILENT, null, null) == null));
  }

  @Test
  void what_was_reviewed_once_is_open_no_more() {
    store.change(tx -> tx.notices().insert(notice(1, NoticeKind.HOOKS_MISSED, null, null)));

    assertTrue(store.writes(tx -> tx.notices().review(id(1), LATER)));
    assertFalse(store.writes(tx -> tx.notices().review(id(1), LATER.plusSeconds(1))));

    assertEquals(LATER, found(1).reviewedAt());
    assertEquals(List.of(), store.read(tx -> tx.notices().open()));
    assertTrue(store.reads(tx -> tx.notices().open(NoticeKind.HOOKS_MISSED, null, null) == null));
  }

  private NoticeId open(NoticeKind kind, @Nullable String repo, @Nullable String agent) {
    return store.read(tx -> Objects.requireNonNull(tx.notices().open(kind, repo, agent))).id();
  }

  private Notice found(int number) {
    return store.read(tx -> Objects.requireNonNull(tx.notices().find(id(number))));
  }

  private static Notice notice(
      int number, NoticeKind kind, @Nullable String repo, @Nullable String agent) {
    return new Notice(id(number), kind, NOW, NOW, 2, repo, agent, "two", null);
  }

  private static NoticeId id(int number) {
    return new NoticeId("notice_" + Samples.uuid(number));
  }
}
