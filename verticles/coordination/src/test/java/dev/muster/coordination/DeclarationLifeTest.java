package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.Assignment;
import dev.muster.contract.Closeness;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclareFiles;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Holder;
import dev.muster.contract.Overlap;
import dev.muster.contract.Result;
import dev.muster.contract.Stake;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.store.LeaseRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as being in the way, and for how long a declaration does. */
final class DeclarationLifeTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;

  DeclarationLifeTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
    desk.open("one");
    desk.open("two", Desk.THERE);
  }

  @Test
  void a_live_lease_of_another_is_in_the_way_too() {
    desk.lease("one", Desk.HERE, "A.java", null);
    assertEquals(List.of(), desk.declare("one", "B.java").overlaps());

    DeclarationAnswer here = desk.declare(Holder.of("three"), Desk.HERE, "A.java:1-2");

    Overlap overlap = here.overlaps().getFirst();
    assertEquals(Stake.HELD, overlap.stake());
    assertEquals(Closeness.SAME_FILE, overlap.closeness());
    assertEquals(DeclarationAdvice.PARK, here.advice());
  }

  @Test
  void a_lease_that_ended_is_in_nobodys_way() {
    desk.end(desk.lease("one", Desk.HERE, "A.java", null), LeaseRows.Ended.RELEASED);

    assertEquals(List.of(), desk.declare("two", "A.java").overlaps());
  }

  @Test
  void a_hub_that_is_held_only_warns() {
    desk.lease("one", Desk.HERE, "pom.xml", null);

    DeclarationAnswer answer = desk.declare("two", "pom.xml");

    assertEquals(DeclarationAdvice.GO_ON, answer.advice());
    assertEquals(List.of("pom.xml HUB"), Desk.overlaps(answer));
  }

  @Test
  void in_another_worktree_a_lease_counts_as_its_holder_declared() {
    desk.declare("one", "A.java:10-20");
    desk.lease("one", Desk.HERE, "A.java", null);

    assertEquals(List.of("A.java FAR_LINES"), Desk.overlaps(there("A.java:100-110")));
    assertEquals(List.of("A.java SAME_LINES"), Desk.overlaps(there("A.java:15-16")));
    DeclarationAnswer here = desk.declare(Holder.of("two"), Desk.HERE, "A.java:100-110");
    assertEquals(List.of("A.java SAME_FILE"), Desk.overlaps(here));
  }

  private DeclarationAnswer there(String file) {
    return desk.declare(Holder.of("two"), Desk.THERE, file);
  }

  @Test
  void a_declaration_ends_with_the_task_that_it_is_for() {
    desk.prompt("one");
    desk.declare("one", "A.java");

    desk.done("one", Result.SUCCEEDED);

    assertEquals(List.of(), desk.live());
    assertEquals(List.of("declared", "ended"), desk.causes());
    assertEquals(List.of(), desk.declare("two", "A.java").overlaps());
  }

  @Test
  void without_a_task_it_ends_with_its_session() {
    desk.declare("one", "A.java");

    desk.close("one");

    assertEquals(List.of(), desk.live());
  }

  @Test
  void it_ends_ten_minutes_after_the_last_call_of_its_session() {
    desk.declare("one", "A.java");
    swarm.pass(Duration.ofMinutes(9));
    desk.edit("one", "A.java");
    swarm.pass(Duration.ofMinutes(10));
    swarm.sweep();
    assertEquals(1, desk.live().size());

    swarm.pass(Duration.ofMillis(1));
    swarm.sweep();

    assertEquals(List.of(), desk.live());
    assertEquals(List.of("declared", "expired"), desk.causes());
  }

  @Test
  void who_is_no_known_session_may_declare_under_its_own_name() {
    Declaration made = desk.declare("a program", "A.java").declaration();

    assertEquals("a program", made.agent());
    assertNull(made.taskId());
  }

  @Test
  void no_files_and_too_many_are_refused() {
    assertEquals(FailureCode.BAD_REQUEST, Swarm.refusal(() -> desk.declare("one")));
    desk.declare("one", many(0, 600));
    assertEquals(FailureCode.TOO_LARGE, Swarm.refusal(() -> desk.declare("one", many(600, 1001))));
    assertEquals(600, desk.live().getFirst().files().size());
  }

  @Test
  void a_fence_that_does_not_hold_the_slot_is_stale() {
    swarm.agent("ann");
    swarm.submit("one");
    swarm.admit();
    Assignment slot = swarm.claim(desk.picture().agents().getFirst().id());
    swarm.report(slot, Result.SUCCEEDED);

    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> desk.declare(slot, "A.java")));
  }

  @Test
  void a_session_that_names_its_own_task_gets_advice_and_is_not_parked() {
    desk.declare("two", "A.java");
    TaskId task = desk.prompt("one").taskId();
    var named =
        new DeclareFiles(
            Holder.of("one"),
            null,
            Desk.REPO,
            Desk.HERE,
            Desk.files("A.java"),
            null,
            null,
            task,
            0,
            1L);

    DeclarationAnswer answer = desk.declare(named);

    assertEquals(DeclarationAdvice.PARK, answer.advice());
    assertEquals(TaskState.RUNNING, desk.rest("one").taskState());
    assertNotEquals(null, answer.declaration().until());
  }

  private static String[] many(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "f" + i).toArray(String[]::new);
  }
}
