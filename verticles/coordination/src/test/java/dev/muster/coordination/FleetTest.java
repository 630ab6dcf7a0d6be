package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentChanged;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentSeen;
import dev.muster.contract.AgentState;
import dev.muster.contract.Assignment;
import dev.muster.contract.DescribeFleet;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileRules;
import dev.muster.contract.Heartbeat;
import dev.muster.contract.ListTasks;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.coordination.declare.HubFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FleetTest {
  private static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          200,
          3,
          1_000,
          Duration.ofSeconds(10),
          500_000_000,
          0,
          8);

  @AutoClose private final Swarm swarm;
  private final AgentId ann;

  FleetTest(@TempDir Path folder) {
    swarm = Swarm.in(folder, LIMITS);
    ann = swarm.agent("ann");
  }

  @Test
  void a_silent_agent_goes_offline_and_comes_back_with_its_next_heartbeat() {
    swarm.passSeconds(15);
    swarm.sweep();
    assertEquals(AgentState.FREE, state());
    swarm.passSeconds(1);
    swarm.sweep();
    assertEquals(AgentState.OFFLINE, state());
    swarm.submit("one");
    assertEquals(0, swarm.admit());

    assertEquals(AgentState.FREE, beat("ann-1").state());

    assertEquals(List.of("registered", "went_offline", "returned"), causes());
    assertEquals(1, swarm.admit());
  }

  @Test
  void an_agent_that_claims_is_back_and_everybody_is_told() {
    swarm.passSeconds(10);
    swarm.submit("one");
    swarm.admit();
    swarm.passSeconds(6);
    swarm.sweep();
    assertEquals(AgentState.OFFLINE, state());

    swarm.claim(ann);

    assertEquals(AgentState.BUSY, state());
    assertEquals(List.of("registered", "bound", "went_offline", "returned"), causes());
  }

  @Test
  void a_new_process_of_an_agent_keeps_its_id_and_ends_what_the_old_one_held() {
    TaskId id = swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);

    assertEquals(ann, swarm.register("ann", "ann-2"));

    assertEquals(Result.EXPIRED, swarm.lastAttempt(id).result());
    assertEquals(TaskState.READY, swarm.state(id));
    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.renew(held)));
    assertEquals(FailureCode.CONFLICT, Swarm.refusal(() -> beat("ann-1")));
    assertEquals(AgentState.FREE, beat("ann-2").state());
  }

  @Test
  void the_same_process_that_registers_again_keeps_what_it_holds() {
    swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);

    assertEquals(ann, swarm.register("ann", "ann-1", "java"));

    assertEquals(swarm.now().plusSeconds(30), swarm.renew(held).leaseUntil());
    assertEquals(List.of("java"), agent().capabilities());
  }

  @Test
  void a_new_process_frees_what_was_bound_and_not_claimed_without_an_outcome() {
    TaskId id = swarm.submit("one");
    swarm.admit();

    swarm.register("ann", "ann-2");

    assertEquals(Result.UNCLAIMED, swarm.lastAttempt(id).result());
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM outcome"));
    assertEquals(1, swarm.admit());
  }

  @Test
  void a_heartbeat_of_nobody_is_not_found() {
    AgentId nobody = AgentId.next(Instant.EPOCH, new Random(1));
    var beat = new Heartbeat(nobody, "x", null, null);

    assertEquals(
        FailureCode.NOT_FOUND,
        Swarm.refusal(() -> Swarm.await(swarm.coordination().heartbeat(beat))));
  }

  @Test
  void a_heartbeat_that_measures_nothing_keeps_what_was_measured() {
    Swarm.await(swarm.coordination().heartbeat(new Heartbeat(ann, "ann-1", 7L, .5)));
    beat("ann-1");

    assertEquals(7L, agent().freeMemoryBytes());
    assertEquals(.5, agent().load());
  }

  @Test
  void leases_outlive_any_sleep_of_the_machine() {
    TaskId id = swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);
    swarm.sweep();
    swarm.sleep(Duration.ofHours(8));

    swarm.sweep();

    assertEquals(TaskState.RUNNING, swarm.state(id));
    assertEquals(swarm.now().plusSeconds(30), swarm.renew(held).leaseUntil());
  }

  @Test
  void a_bound_slot_outlives_a_sleep_of_the_machine_and_no_more() {
    TaskId id = swarm.submit("one");
    swarm.admit();
    swarm.sweep();
    swarm.sleep(Duration.ofHours(8));
    swarm.sweep();
    assertEquals(TaskState.LEASED, swarm.state(id));

    swarm.passSeconds(11);
    swarm.sweep();

    assertEquals(TaskState.READY, swarm.state(id));
  }

  @Test
  void too_many_waiting_tasks_are_refused_until_there_are_fewer() {
    swarm.submit("one");
    swarm.submit("two");
    TaskId third = swarm.submit("three");
    assertEquals(FailureCode.OVERLOADED, Swarm.refusal(() -> swarm.submit("four")));

    swarm.cancel(third);
    swarm.sweep();

    assertEquals(TaskState.READY, swarm.state(swarm.submit("four")));
  }

  @Test
  void the_tasks_that_waited_before_a_restart_count_from_its_first_moment() {
    swarm.submit("one");
    swarm.submit("two");
    swarm.submit("three");
    swarm.restart();

    assertEquals(FailureCode.OVERLOADED, Swarm.refusal(() -> swarm.submit("four")));
  }

  @Test
  void each_sweep_reads_the_machine_so_that_a_decision_sees_its_last_second() {
    int before = swarm.machineReads.get();
    swarm.sweep();

    assertEquals(before + 1, swarm.machineReads.get());
  }

  @Test
  void the_picture_holds_what_is_committed() {
    TaskId id = swarm.submit("one");
    TaskId other = swarm.submit("two");
    swarm.admit();

    var picture = Swarm.await(swarm.coordination().picture(new DescribeFleet()));

    assertEquals(Map.of(TaskState.READY, 1L, TaskState.LEASED, 1L), picture.taskCounts());
    assertEquals(swarm.events().getLast().seq(), picture.seq());
    assertEquals(id, picture.running().getFirst().taskId());
    assertEquals(other, picture.tasks().getFirst().id());
    assertEquals(1, picture.decisions().size());
    assertEquals(AgentState.BUSY, picture.agents().getFirst().state());
    assertEquals(new FileRules(300, HubFiles.DEFAULTS), picture.fileRules());
  }

  @Test
  void a_list_continues_where_the_page_before_ended() {
    TaskId one = swarm.submit("one");
    TaskId two = swarm.submit("two");
    TaskId three = swarm.submit("three");

    var first = Swarm.await(swarm.coordination().list(new ListTasks(null, null, 2, null)));
    var rest = Swarm.await(swarm.coordination().list(new ListTasks(null, null, 2, first.next())));

    assertEquals(List.of(three, two), first.tasks().stream().map(task -> task.id()).toList());
    assertNotEquals(null, first.next());
    assertEquals(List.of(one), rest.tasks().stream().map(task -> task.id()).toList());
    assertEquals(null, rest.next());
  }

  private AgentSeen beat(String instance) {
    return Swarm.await(swarm.coordination().heartbeat(new Heartbeat(ann, instance, null, null)));
  }

  private Agent agent() {
    return Swarm.await(swarm.coordination().agents()).agents().getFirst();
  }

  private AgentState state() {
    return agent().state();
  }

  private List<String> causes() {
    return swarm.events(AgentChanged.class).stream().map(AgentChanged::cause).toList();
  }
}
