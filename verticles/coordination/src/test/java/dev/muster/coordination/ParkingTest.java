package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of scheduled attempts whose files are not free. */
final class ParkingTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;
  private final AgentId ann;
  private final AgentId bob;

  ParkingTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
    ann = swarm.agent("ann");
    bob = swarm.agent("bob");
  }

  @Test
  void the_later_attempt_ends_parked_and_its_task_waits_for_the_earlier() {
    Assignment first = desk.started("first", ann);
    Assignment second = desk.started("second", bob);
    assertEquals(DeclarationAdvice.GO_ON, desk.declare(first, "A.java:10-20").advice());

    DeclarationAnswer answer = desk.declare(second, "A.java:15-30", "B.java");

    assertEquals(DeclarationAdvice.PARK, answer.advice());
    assertEquals(first.taskId(), answer.waitsFor());
    assertEquals(DeclarationState.PARKED, answer.declaration().state());
    assertTrue(answer.text().contains("this slot has ended: stop"), answer.text());
    var task = swarm.task(second.taskId());
    assertEquals(TaskState.READY, task.state());
    assertEquals(first.taskId(), task.waitsFor());
    assertEquals("waits for first, which declared the same lines of A.java", task.held());
    assertEquals(Result.PARKED, swarm.lastAttempt(second.taskId()).result());
    assertEquals("PARKED excluded", swarm.stored("SELECT result || ' ' || learned FROM outcome"));
    assertEquals("0", swarm.stored("SELECT SUM(slots_expired) FROM agent"));
    assertEquals(List.of("declared", "declared", "parked"), desk.causes());
  }

  @Test
  void the_parked_agent_takes_another_task_and_its_fence_is_void() {
    desk.parked(ann, bob);
    TaskId third = swarm.submit("third");

    assertEquals(1, swarm.admit());

    Assignment held = swarm.claim(bob);
    assertEquals(third, held.taskId());
  }

  @Test
  void a_parked_slot_is_stale_for_its_agent() {
    Assignment first = desk.started("first", ann);
    Assignment second = desk.started("second", bob);
    desk.declare(first, "A.java");
    desk.declare(second, "A.java");

    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.renew(second)));
    assertEquals(
        FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.report(second, Result.SUCCEEDED)));
  }

  @Test
  void the_task_starts_again_as_soon_as_the_attempt_in_its_way_has_closed() {
    Desk.Parked two = desk.parked(ann, bob);
    assertEquals(0, swarm.admit());

    swarm.report(two.first(), Result.SUCCEEDED);

    assertNull(swarm.task(two.second()).waitsFor());
    assertNull(swarm.task(two.second()).held());
    assertEquals("freed", swarm.changes(two.second()).getLast().cause());
    assertEquals(1, swarm.admit());
    assertEquals(2, swarm.attempts(two.second()).size());
    Declaration again = desk.picture().declarations().getFirst();
    assertEquals(two.second(), again.taskId());
    assertEquals(DeclarationState.ACTIVE, again.state());
    assertEquals("activated", desk.causes().getLast());
  }

  @Test
  void the_new_attempt_goes_on_with_what_the_old_one_declared() {
    Desk.Parked two = desk.parked(ann, bob);
    swarm.report(two.first(), Result.SUCCEEDED);
    swarm.admit();
    Assignment again = swarm.claim(ann);

    DeclarationAnswer answer = desk.declare(again, "C.java");

    assertEquals(DeclarationAdvice.GO_ON, answer.advice());
    assertEquals(List.of("A.java", "C.java"), paths(answer.declaration()));
    assertEquals("/trees/" + again.fence(), answer.declaration().worktree());
    assertEquals(1, desk.picture().declarations().size());
    swarm.report(again, Result.SUCCEEDED);
    assertEquals(List.of(), desk.picture().declarations());
  }

  @Test
  void a_task_that_the_one_in_its_way_must_wait_for_goes_first() {
    swarm.wanting(2);
    Assignment lead = desk.started("first", ann);
    Assignment other = swarm.claim(bob);
    AgentId cid = swarm.agent("cid");
    Assignment second = desk.started("second", cid);
    desk.declare(lead, "A.java");
    desk.declare(second, "A.java");
    assertEquals(lead.taskId(), swarm.task(second.taskId()).waitsFor());

    swarm.report(other, Result.PREDECESSOR, second.taskId());

    assertEquals(TaskState.RUNNING, swarm.state(lead.taskId()), "its lead works on");
    assertNull(swarm.task(second.taskId()).waitsFor());
    assertNull(swarm.task(second.taskId()).held());
    assertEquals("freed", swarm.changes(second.taskId()).getLast().cause());
    assertEquals(1, swarm.admit());
    assertEquals(second.taskId(), swarm.claim(cid).taskId());
  }

  @Test
  void any_end_of_the_attempt_in_the_way_frees_the_task() {
    for (Result result : List.of(Result.FAILED, Result.UNKNOWN, Result.HANDED_BACK)) {
      Desk.Parked two = desk.parked(ann, bob);
      swarm.report(two.first(), result);
      assertNull(swarm.task(two.second()).waitsFor(), result::toString);
      cancel(two.first().taskId(), two.second());
    }
    Desk.Parked two = desk.parked(ann, bob);
    swarm.passSeconds(31);
    swarm.sweep();
    assertNull(swarm.task(two.second()).waitsFor(), "expired");
    cancel(two.first().taskId(), two.second());
    Desk.Parked last = desk.parked(ann, bob);
    cancel(last.first().taskId());
    assertNull(swarm.task(last.second()).waitsFor(), "cancelled");
  }

  @Test
  void a_parked_declaration_blocks_nobody() {
    Desk.Parked two = desk.parked(ann, bob, "B.java");
    Assignment third = desk.started("third", bob);
    assertEquals(List.of(), desk.declare(third, "B.java").overlaps());

    swarm.report(two.first(), Result.SUCCEEDED);

    desk.open("session");
    assertEquals(List.of(), desk.declare("session", "A.java").overlaps());
  }

  @Test
  void if_somebody_else_is_in_the_way_by_then_it_waits_on_without_an_attempt() {
    Desk.Parked two = desk.parked(ann, bob);
    desk.open("session");
    TaskId task = desk.prompt("session").taskId();
    desk.declare("session", "A.java");
    swarm.report(two.first(), Result.SUCCEEDED);

    assertEquals(0, swarm.admit());

    assertEquals(task, swarm.task(two.second()).waitsFor());
    assertEquals(
        "waits for session claude-session, which declared A.java", swarm.task(two.second()).held());
    assertEquals(1, swarm.attempts(two.second()).size());
    desk.done("session", Result.SUCCEEDED);
    assertEquals(1, swarm.admit());
  }

  private void cancel(TaskId... ids) {
    for (TaskId id : ids) {
      if (!swarm.state(id).terminal()) {
        swarm.cancel(id);
      }
    }
  }

  private static List<String> paths(Declaration declaration) {
    return declaration.files().stream().map(file -> file.path()).toList();
  }
}
