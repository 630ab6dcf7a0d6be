package dev.muster.coordination;

import static dev.muster.coordination.LocalBus.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Addresses;
import dev.muster.contract.CloseSession;
import dev.muster.contract.DescribeSession;
import dev.muster.contract.EvidenceKind;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.ForgetRepo;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import dev.muster.contract.LeaseList;
import dev.muster.contract.LeasesReleased;
import dev.muster.contract.ListNotices;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.OpenSession;
import dev.muster.contract.PromptSession;
import dev.muster.contract.RaiseNotice;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.Refused;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.RestSession;
import dev.muster.contract.ReviewNotice;
import dev.muster.contract.TaskState;
import dev.muster.contract.Vendor;
import dev.muster.store.LeaseRows;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class SessionVerticleTest {
  private LocalBus local;
  private Swarm swarm;

  @BeforeEach
  void deploy(Vertx vertx, @TempDir Path folder) {
    swarm = Swarm.in(folder);
    local = LocalBus.on(vertx);
    local.deploy(new SessionVerticle(local.bus(), swarm.coordination().sessions()));
  }

  @AfterEach
  void close() {
    local.close();
    swarm.close();
  }

  @Test
  void a_session_lives_from_its_start_to_its_end_over_the_bus() {
    local.ask(Addresses.SESSION_OPEN, opening());
    local.ask(Addresses.SESSION_PROMPT, new PromptSession("one", 9, "hash", null));
    var files = List.of(new FileKey(Desk.REPO, Desk.HERE, "A.java"));
    assertEquals(
        1,
        local
            .ask(Addresses.SESSION_EDITS, new RecordEdits(Holder.of("one"), files, List.of()))
            .files());
    local.ask(Addresses.SESSION_REST, new RestSession("one"));
    var found = new ReportEvidence("one", EvidenceKind.COMMIT, null, "abc", files, null, null);

    assertEquals(TaskState.SUCCEEDED, local.ask(Addresses.SESSION_EVIDENCE, found).taskState());

    var described = local.ask(Addresses.SESSION_DESCRIBE, new DescribeSession("one", null));
    assertEquals("claude-one", described.sessions().getFirst().agent());
    local.ask(Addresses.SESSION_CLOSE, new CloseSession("one", "logout"));
    described = local.ask(Addresses.SESSION_DESCRIBE, new DescribeSession("one", null));
    assertEquals(List.of(), described.sessions());
  }

  @Test
  void a_notice_is_raised_listed_and_reviewed_over_the_bus() {
    var raised =
        local
            .ask(
                Addresses.NOTICE_RAISE,
                new RaiseNotice(NoticeKind.HOOKS_MISSED, null, null, 2, "2 hooks were missed"))
            .notice();
    assertEquals(List.of(raised), local.ask(Addresses.NOTICE_LIST, new ListNotices()).notices());

    local.ask(Addresses.NOTICE_REVIEW, new ReviewNotice(raised.id()));

    assertEquals(List.of(), local.ask(Addresses.NOTICE_LIST, new ListNotices()).notices());
  }

  @Test
  void to_forget_a_repository_gives_its_leases_up_first_wherever_they_live() {
    var desk = new Desk(swarm);
    desk.working("one");
    var lease = desk.lease("one", Desk.HERE, "A.java", null);
    var released = new ArrayList<LeaseId>();
    await(
        local
            .bus()
            .serve(
                Addresses.LEASE_LIST,
                q -> Future.succeededFuture(new LeaseList(swarm.now(), List.of(lease)))));
    await(
        local
            .bus()
            .serve(
                Addresses.LEASE_RELEASE,
                q -> {
                  assertEquals("forgotten", q.reason());
                  released.addAll(q.ids());
                  desk.end(lease, LeaseRows.Ended.RELEASED_BY_OPERATOR);
                  return Future.succeededFuture(new LeasesReleased(List.of(lease)));
                }));

    var removed = local.ask(Addresses.REPO_FORGET, new ForgetRepo(Desk.HERE)).removed();

    assertEquals(List.of(lease.id()), released);
    assertEquals(1, removed.get("leases"));
    assertEquals(1, removed.get("sessions"));
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM task"));
  }

  @Test
  void what_is_refused_says_why() {
    Refused refused =
        assertThrows(
            Refused.class, () -> local.ask(Addresses.SESSION_REST, new RestSession("nobody")));

    assertEquals(FailureCode.NOT_FOUND, refused.failure().code());
    assertTrue(refused.failure().detail().contains("open it first"));
  }

  private static OpenSession opening() {
    return new OpenSession("one", Vendor.CLAUDE, Desk.REPO, Desk.HERE, null, null);
  }
}
