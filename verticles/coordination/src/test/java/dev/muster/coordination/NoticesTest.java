package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.muster.contract.FailureCode;
import dev.muster.contract.Notice;
import dev.muster.contract.NoticeChanged;
import dev.muster.contract.NoticeId;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.RaiseNotice;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NoticesTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;

  NoticesTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
  }

  @Test
  void the_same_again_counts_on_until_somebody_looked() {
    Notice first = raise(NoticeKind.HOOKS_MISSED, "/shop/.git", null, 3);
    swarm.passSeconds(60);
    Notice again = raise(NoticeKind.HOOKS_MISSED, "/shop/.git", null, 2);

    assertEquals(first.id(), again.id());
    assertEquals(5, again.count());
    assertEquals("2 more", again.text());
    assertEquals(first.at(), again.at());
    assertEquals(swarm.now(), again.lastAt());
    assertEquals(List.of(again), open());

    review(first.id());
    assertNotEquals(first.id(), raise(NoticeKind.HOOKS_MISSED, "/shop/.git", null, 1).id());
  }

  @Test
  void another_kind_repository_or_agent_is_another_notice() {
    raise(NoticeKind.HOOKS_MISSED, "/shop/.git", null, 1);
    raise(NoticeKind.HOOKS_REFUSED, "/shop/.git", null, 1);
    raise(NoticeKind.HOOKS_MISSED, null, null, 1);
    raise(NoticeKind.HOOKS_MISSED, "/shop/.git", "claude", 1);

    assertEquals(4, open().size());
  }

  @Test
  void the_newest_comes_first_and_what_was_reviewed_comes_no_more() {
    Notice older = raise(NoticeKind.HOOKS_MISSED, "/a", null, 1);
    swarm.passSeconds(1);
    Notice newer = raise(NoticeKind.HOOKS_MISSED, "/b", null, 1);
    assertEquals(List.of(newer, older), open());

    assertEquals(swarm.now(), review(newer.id()).reviewedAt());

    assertEquals(List.of(older), open());
    assertEquals(List.of(older), desk.picture().notices());
  }

  @Test
  void a_second_review_changes_nothing_and_tells_nobody() {
    Notice notice = raise(NoticeKind.HOOKS_SILENT, null, null, 1);
    Notice reviewed = review(notice.id());
    swarm.passSeconds(5);

    assertEquals(reviewed, review(notice.id()));

    assertEquals(List.of(notice, reviewed), told());
  }

  @Test
  void a_notice_that_nobody_raised_is_not_found() {
    NoticeId nobody = NoticeId.next(Instant.EPOCH, new Random(1));

    assertEquals(FailureCode.NOT_FOUND, Swarm.refusal(() -> review(nobody)));
  }

  @Test
  void edits_without_a_lease_are_told_one_by_one_and_count_on_one_notice() {
    desk.open("one");
    desk.unleased("one", "A.java", "B.java", "A.java");
    desk.unleased("one", "C.java");

    Notice notice = open().getFirst();
    assertEquals(NoticeKind.UNLEASED_EDITS, notice.kind());
    assertEquals(3, notice.count());
    assertEquals("claude-one", notice.agent());
    assertEquals("C.java changed without a lease", notice.text());
    assertEquals(
        List.of("C.java", "B.java", "A.java"),
        desk.picture().unleasedEdits().stream().map(edit -> edit.file().path()).toList());
    assertEquals("3", swarm.stored("SELECT COUNT(*) FROM event WHERE subject = 'EditUnleased'"));
  }

  private Notice raise(NoticeKind kind, @Nullable String repo, @Nullable String agent, long count) {
    var request = new RaiseNotice(kind, repo, agent, count, count + " more");
    return Swarm.await(swarm.coordination().sessions().raise(request)).notice();
  }

  private Notice review(NoticeId id) {
    return Swarm.await(swarm.coordination().sessions().review(id)).notice();
  }

  private List<Notice> open() {
    return Swarm.await(swarm.coordination().sessions().notices()).notices();
  }

  private List<Notice> told() {
    return swarm.events(NoticeChanged.class).stream().map(NoticeChanged::notice).toList();
  }
}
