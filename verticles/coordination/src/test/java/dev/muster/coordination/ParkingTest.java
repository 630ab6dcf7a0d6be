package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.muster.contract.SlotState;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.store.LeaseRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of scheduled attempts whose files are not free. */
final class ParkingTest {
  private static final Duration PARK_MAX = Duration.ofMinutes(15);

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
    assertEquals("/work/" + again.fence(), answer.declaration().worktree());
    assertEquals(1, live().size());
    swarm.report(again, Result.SUCCEEDED);
    assertEquals(List.of(), live());
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

  @Test
  void nobody_waits_longer_than_the_bound() {
    Parked two = parked("first", "second");
    keep(two.first(), PARK_MAX.minusSeconds(1));
    assertEquals(0, swarm.admit());

    keep(two.first(), Duration.ofSeconds(1));

    assertEquals(1, swarm.admit());
    assertEquals(TaskState.RUNNING, swarm.state(two.first().taskId()));
    assertNull(swarm.task(two.second()).waitsFor());
  }

  @Test
  void the_bound_counts_from_the_parking_and_not_from_the_latest_reason() {
    Parked two = parked("first", "second");
    swarm.pass(Duration.ofSeconds(20));
    desk.open("session");
    desk.prompt("session");
    desk.declare("session", "A.java");
    swarm.report(two.first(), Result.SUCCEEDED);
    assertEquals(0, swarm.admit());
    for (int minute = 0; minute < 14; minute++) {
      swarm.pass(Duration.ofMinutes(1));
      desk.rest("session");
    }
    swarm.pass(Duration.ofSeconds(39));
    assertEquals(0, swarm.admit());

    swarm.passSeconds(1);

    assertEquals(1, swarm.admit());
  }

  @Test
  void who_has_no_task_is_looked_at_again_every_five_seconds() {
    desk.open("session");
    desk.declare("session", "A.java");
    Assignment slot = started("one", ann);
    DeclarationAnswer answer = desk.declare(slot, "A.java");
    assertEquals(DeclarationAdvice.PARK, answer.advice());
    assertNull(answer.waitsFor());
    assertEquals("waits for claude-session, which declared A.java", held(slot.taskId()));
    swarm.passSeconds(5);
    assertEquals(0, swarm.admit());
    desk.close("session");
    assertEquals(0, swarm.admit());

    swarm.passSeconds(5);

    assertEquals(1, swarm.admit());
  }

  @Test
  void a_lease_of_a_session_parks_too_and_frees_when_it_is_given_up() {
    desk.open("session");
    TaskId task = desk.prompt("session").taskId();
    var lease = desk.lease("session", Desk.HERE, "A.java", null);
    Assignment slot = started("one", ann);

    DeclarationAnswer answer = desk.declare(slot, "A.java");

    assertEquals(task, answer.waitsFor());
    assertEquals("waits for session claude-session, which holds A.java", held(slot.taskId()));
    desk.end(lease, LeaseRows.Ended.RELEASED);
    desk.done("session", Result.SUCCEEDED);
    assertEquals(1, swarm.admit());
  }

  @Test
  void a_lease_that_outlived_its_attempt_by_a_moment_is_not_in_the_way() {
    Parked two = parked("first", "second");
    desk.lease("runner", "/work/1", "A.java", two.first().taskId());
    swarm.report(two.first(), Result.SUCCEEDED);

    assertEquals(1, swarm.admit());
  }

  @Test
  void after_five_parks_it_goes_on_with_a_warning() {
    desk.open("session");
    desk.declare("session", "A.java");
    TaskId id = swarm.submit("one");
    for (int park = 1; park <= 5; park++) {
      assertEquals(DeclarationAdvice.PARK, desk.declare(again(), "A.java").advice());
      pass(PARK_MAX);
    }

    DeclarationAnswer answer = desk.declare(again(), "A.java");

    assertEquals(DeclarationAdvice.GO_ON, answer.advice());
    assertEquals(1, answer.overlaps().size());
    assertTrue(answer.text().contains("was parked 5 times, so go on now"), answer.text());
    assertEquals(TaskState.RUNNING, swarm.state(id));
    assertEquals(6, swarm.attempts(id).size());
  }

  private Assignment again() {
    assertEquals(1, swarm.admit());
    return swarm.claim(
        desk.picture().running().stream()
            .filter(attempt -> attempt.title().equals("one"))
            .findFirst()
            .orElseThrow()
            .slots()
            .getFirst()
            .agentId());
  }

  private void pass(Duration time) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      swarm.pass(Duration.ofMinutes(1));
      desk.rest("session");
    }
    swarm.sweep();
  }

  @Test
  void far_lines_and_hubs_park_nobody() {
    Assignment first = started("first", ann);
    Assignment second = started("second", bob);
    desk.declare(first, "A.java:10-20", "pom.xml");

    DeclarationAnswer answer = desk.declare(second, "A.java:36-40", "pom.xml");

    assertEquals(DeclarationAdvice.GO_ON, answer.advice());
    assertEquals(2, answer.overlaps().size());
    assertEquals(TaskState.RUNNING, swarm.state(second.taskId()));
  }

  @Test
  void a_slot_that_does_not_lead_gets_advice_and_the_lead_parks_all() {
    desk.open("session");
    desk.prompt("session");
    desk.declare("session", "A.java");
    swarm.wanting(2);
    TaskId id = swarm.submit("both");
    swarm.admit();
    Assignment lead = swarm.claim(ann);
    Assignment support = swarm.claim(bob);

    DeclarationAnswer advice = desk.declare(support, "A.java", "B.java");
    assertEquals(DeclarationAdvice.TAKE_ANOTHER_PART, advice.advice());
    assertEquals(TaskState.RUNNING, swarm.state(id));
    DeclarationAnswer parked = desk.declare(lead, "A.java", "C.java");

    assertEquals(DeclarationAdvice.PARK, parked.advice());
    assertEquals(TaskState.READY, swarm.state(id));
    var slots = swarm.lastAttempt(id).slots();
    assertEquals(Result.PARKED, slots.get(0).result());
    assertEquals(Result.VOIDED, slots.get(1).result());
    assertTrue(slots.stream().allMatch(slot -> slot.state() == SlotState.ENDED));
    assertEquals(List.of(DeclarationState.PARKED), states(id));
  }

  @Test
  void slots_of_one_attempt_warn_each_other_and_never_park() {
    swarm.wanting(2);
    swarm.submit("both");
    swarm.admit();
    Assignment lead = swarm.claim(ann);
    Assignment support = swarm.claim(bob);
    desk.declare(support, "A.java");

    DeclarationAnswer answer = desk.declare(lead, "A.java");

    assertEquals(DeclarationAdvice.GO_ON, answer.advice());
    assertEquals(1, answer.overlaps().size());
  }

  @Test
  void who_waits_for_this_task_is_never_waited_for() {
    Assignment first = started("first", ann);
    Assignment second = started("second", bob);
    desk.declare(first, "A.java");
    swarm
        .store()
        .write(tx -> tx.tasks().addDependency(first.taskId(), second.taskId()))
        .toCompletableFuture()
        .join();

    DeclarationAnswer answer = desk.declare(second, "A.java");

    assertEquals(DeclarationAdvice.GO_ON, answer.advice());
    assertNull(answer.waitsFor());
    assertTrue(answer.text().contains("cannot be waited for"), answer.text());
  }

  @Test
  void an_attempt_that_failed_already_is_not_parked_over() {
    desk.open("session");
    desk.declare("session", "A.java");
    swarm.wanting(2);
    TaskId id = swarm.submit("both");
    swarm.admit();
    Assignment lead = swarm.claim(ann);
    swarm.report(swarm.claim(bob), Result.FAILED);

    assertEquals(DeclarationAdvice.GO_ON, desk.declare(lead, "A.java").advice());
    assertEquals(TaskState.RUNNING, swarm.state(id));
  }

  @Test
  void a_parked_task_can_be_cancelled_and_leaves_nothing_behind() {
    Parked two = parked("first", "second");

    cancel(two.second());

    assertEquals(List.of(), states(two.second()));
    assertNull(swarm.task(two.second()).waitsFor());
    swarm.report(two.first(), Result.SUCCEEDED);
    assertEquals(TaskState.CANCELLED, swarm.state(two.second()));
  }

  @Test
  void a_wait_outlives_a_restart_and_a_sleep_of_the_machine() {
    Parked two = parked("first", "second");
    swarm.sweep();
    swarm.sleep(Duration.ofHours(9));
    swarm.sweep();
    assertEquals(0, swarm.admit());
    swarm.restart();
    assertEquals(0, swarm.admit());
    assertEquals(two.first().taskId(), swarm.task(two.second()).waitsFor());

    swarm.report(two.first(), Result.SUCCEEDED);

    assertEquals(1, swarm.admit());
  }

  @Test
  void success_after_a_lost_lease_is_refused_and_ends_nothing() {
    Assignment slot = started("one", ann);
    desk.end(desk.lease("runner", Desk.HERE, "A.java", slot.taskId()), LeaseRows.Ended.IDLE);
    desk.lease("other", Desk.HERE, "A.java", null);

    assertEquals(FailureCode.LEASE_LOST, Swarm.refusal(() -> swarm.report(slot, Result.SUCCEEDED)));

    assertEquals(TaskState.RUNNING, swarm.state(slot.taskId()));
    assertEquals(
        "slot 0 reported succeeded after it lost a lease",
        swarm.stored("SELECT evidence FROM label"));
    var conflict = swarm.report(slot, Result.CONFLICT);
    assertEquals("stale", String.valueOf(conflict.landing()));
    assertEquals("STALE", swarm.stored("SELECT landing FROM outcome"));
    assertEquals(conflict.landing(), swarm.report(slot, Result.CONFLICT).landing());
  }

  @Test
  void success_under_leases_that_were_kept_is_checked() {
    Assignment slot = started("one", ann);
    desk.end(desk.lease("runner", Desk.HERE, "A.java", slot.taskId()), LeaseRows.Ended.RELEASED);

    assertEquals("checked", String.valueOf(swarm.report(slot, Result.SUCCEEDED).landing()));
    assertFalse(swarm.stored("SELECT landing FROM outcome").isEmpty());
    assertNull(swarm.report(started("two", bob), Result.SUCCEEDED).landing());
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

  /** Time passes while the slot is renewed. */
  private void keep(Assignment slot, Duration time) {
    for (long second = 0; second < time.toSeconds(); second += 20) {
      swarm.passSeconds(Math.min(20, time.toSeconds() - second));
      swarm.renew(slot);
    }
    swarm.sweep();
  }

  private void cancel(TaskId... ids) {
    for (TaskId id : ids) {
      if (!swarm.state(id).terminal()) {
        Swarm.await(swarm.coordination().cancel(id));
      }
    }
  }

  private String held(TaskId id) {
    return String.valueOf(swarm.task(id).held());
  }

  private List<Declaration> live() {
    return desk.picture().declarations();
  }

  private List<DeclarationState> states(TaskId id) {
    return live().stream().filter(d -> id.equals(d.taskId())).map(Declaration::state).toList();
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
