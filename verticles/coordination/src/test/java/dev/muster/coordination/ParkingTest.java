package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclarationChanged;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of scheduled attempts whose files are not free. */
final class ParkingTest {

  private Swarm swarm;
  private Desk desk;
  private AgentId ann;
  private AgentId bob;

  @BeforeEach
  void open(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
    ann = swarm.agent("ann");
    bob = swarm.agent("bob");
  }

  @AfterEach
  void close() {
    swarm.close();
  }

  @Test
  void the_later_attempt_ends_parked_and_its_task_waits_for_the_earlier() {
    Assignment first = started("first", ann);
    Assignment second = started("second", bob);
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
    assertEquals(List.of("declared", "declared", "parked"), causes());
  }

  @Test
  void the_parked_agent_takes_another_task_and_its_fence_is_void() {
    parked("first", "second");
    TaskId third = swarm.submit("third");

    assertEquals(1, swarm.admit());

    Assignment held = swarm.claim(bob);
    assertEquals(third, held.taskId());
  }

  @Test
  void a_parked_slot_is_stale_for_its_agent() {
    Assignment first = started("first", ann);
    Assignment second = started("second", bob);
    desk.declare(first, "A.java");
    desk.declare(second, "A.java");

    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.renew(second)));
    assertEquals(
        FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.report(second, Result.SUCCEEDED)));
  }

  @Test
  void the_task_starts_again_as_soon_as_the_attempt_in_its_way_has_closed() {
    Parked two = parked("first", "second");
    assertEquals(0, swarm.admit());

    swarm.report(two.first(), Result.SUCCEEDED);

    assertNull(swarm.task(two.second()).waitsFor());
    assertNull(swarm.task(two.second()).held());
    assertEquals("freed", swarm.changes(two.second()).getLast().cause());
    assertEquals(1, swarm.admit());
    assertEquals(2, swarm.attempts(two.second()).size());
    Declaration again = live().getFirst();
    assertEquals(two.second(), again.taskId());
    assertEquals(DeclarationState.ACTIVE, again.state());
    assertEquals("activated", causes().getLast());
  }

  @Test
  void the_new_attempt_goes_on_with_what_the_old_one_declared() {
    Parked two = parked("first", "second");
    swarm.report(two.first(), Result.SUCCEEDED);
    swarm.admit();
    Assignment again = swarm.claim(ann);

    DeclarationAnswer answer = desk.declare(again, "C.java");

    assertEquals(DeclarationAdvice.GO_ON, answer.advice());
    assertEquals(List.of("A.java", "C.java"), paths(answer.declaration()));
    assertEquals("/trees/" + again.fence(), answer.declaration().worktree());
    assertEquals(1, live().size());
    swarm.report(again, Result.SUCCEEDED);
    assertEquals(List.of(), live());
  }

  @Test
  void a_task_that_the_one_in_its_way_must_wait_for_goes_first() {
    swarm.wanting(2);
    Assignment lead = started("first", ann);
    Assignment other = swarm.claim(bob);
    AgentId cid = swarm.agent("cid");
    Assignment second = started("second", cid);
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
      Parked two = parked("first " + result, "second " + result);
      swarm.report(two.first(), result);
      assertNull(swarm.task(two.second()).waitsFor(), result::toString);
      cancel(two.first().taskId(), two.second());
    }
    Parked two = parked("first", "second");
    swarm.passSeconds(31);
    swarm.sweep();
    assertNull(swarm.task(two.second()).waitsFor(), "expired");
    cancel(two.first().taskId(), two.second());
    Parked last = parked("first", "second");
    cancel(last.first().taskId());
    assertNull(swarm.task(last.second()).waitsFor(), "cancelled");
  }

  @Test
  void a_parked_declaration_blocks_nobody() {
    Parked two = parked("first", "second", "A.java", "B.java");
    Assignment third = started("third", bob);
    assertEquals(List.of(), desk.declare(third, "B.java").overlaps());

    swarm.report(two.first(), Result.SUCCEEDED);

    desk.open("session");
    assertEquals(List.of(), desk.declare("session", "A.java").overlaps());
  }

  @Test
  void if_somebody_else_is_in_the_way_by_then_it_waits_on_without_an_attempt() {
    Parked two = parked("first", "second");
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

  /** The attempt in the way, and the task that waits for it. */
  private record Parked(Assignment first, TaskId second) {}

  private Parked parked(String first, String second, String... files) {
    String[] all = files.length == 0 ? new String[] {"A.java"} : files;
    Assignment one = started(first, ann);
    Assignment two = started(second, bob);
    desk.declare(one, "A.java");
    assertEquals(DeclarationAdvice.PARK, desk.declare(two, all).advice());
    return new Parked(one, two.taskId());
  }

  private Assignment started(String text, AgentId agent) {
    TaskId id = swarm.submit(text);
    swarm.admit();
    Assignment slot = swarm.claim(agent);
    assertEquals(id, slot.taskId());
    return slot;
  }

  private void cancel(TaskId... ids) {
    for (TaskId id : ids) {
      if (!swarm.state(id).terminal()) {
        Swarm.await(swarm.coordination().cancel(id));
      }
    }
  }

  private List<Declaration> live() {
    return desk.picture().declarations();
  }

  private static List<String> paths(Declaration declaration) {
    return declaration.files().stream().map(file -> file.path()).toList();
  }

  private List<String> causes() {
    return swarm.events().stream()
        .filter(DeclarationChanged.class::isInstance)
        .map(event -> ((DeclarationChanged) event).cause())
        .toList();
  }
}
