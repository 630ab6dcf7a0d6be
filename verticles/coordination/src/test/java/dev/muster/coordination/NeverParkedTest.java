package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.Result;
import dev.muster.contract.SlotState;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is not parked, whatever was declared. */
final class NeverParkedTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;
  private final AgentId ann;
  private final AgentId bob;

  NeverParkedTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
    ann = swarm.agent("ann");
    bob = swarm.agent("bob");
  }

  @Test
  void far_lines_and_hubs_park_nobody() {
    Assignment first = desk.started("first", ann);
    Assignment second = desk.started("second", bob);
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
    assertEquals(List.of(DeclarationState.PARKED), desk.states(id));
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
    Assignment first = desk.started("first", ann);
    Assignment second = desk.started("second", bob);
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
}
