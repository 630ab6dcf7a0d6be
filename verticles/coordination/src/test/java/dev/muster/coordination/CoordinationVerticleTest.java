package dev.muster.coordination;

import static dev.muster.coordination.LocalBus.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Addresses;
import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.DescribeFleet;
import dev.muster.contract.FailureCode;
import dev.muster.contract.GetTask;
import dev.muster.contract.ListAgents;
import dev.muster.contract.ListTasks;
import dev.muster.contract.NewTask;
import dev.muster.contract.Refused;
import dev.muster.contract.RegisterAgent;
import dev.muster.contract.Result;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class CoordinationVerticleTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> decided = new CopyOnWriteArrayList<>();
  private LocalBus local;
  private Swarm swarm;

  @BeforeEach
  void deploy(Vertx vertx, @TempDir Path folder) {
    swarm = Swarm.in(folder);
    local = LocalBus.on(vertx);
    local.deploy(new OutboxVerticle(local.bus(), swarm.store()));
    local.deploy(
        new CoordinationVerticle(
            local.bus(),
            swarm.coordination(),
            () -> nanos.getAndAdd(1_500),
            (tasks, took) -> {
              if (tasks > 0) {
                decided.add(tasks + " in " + took);
              }
            }));
  }

  @AfterEach
  void close() {
    local.close();
    swarm.close();
  }

  @Test
  void a_task_is_submitted_admitted_by_a_hint_claimed_and_ended_over_the_bus() {
    Promise<Void> leased = Promise.promise();
    await(
        local
            .bus()
            .subscribe(
                Addresses.TASK_EVENTS,
                changed -> {
                  if (changed.task().state() == TaskState.LEASED) {
                    leased.tryComplete();
                  }
                }));
    var joining = new RegisterAgent("ann", "ann-1", "exec", List.of(), List.of());
    AgentId ann = local.ask(Addresses.AGENT_REGISTER, joining).id();
    var submission = new SubmitTask(NewTask.of("one"), "key");
    TaskId id = local.ask(Addresses.TASK_SUBMIT, submission).id();

    await(leased.future());
    var held =
        assertInstanceOf(Assignment.class, local.ask(Addresses.TASK_CLAIM, new ClaimSlot(ann)));
    local.ask(Addresses.TASK_OUTCOME, Swarm.outcome(held, Result.SUCCEEDED, null));

    var detail = local.ask(Addresses.TASK_GET, new GetTask(id));
    assertEquals(TaskState.SUCCEEDED, detail.task().state());
    assertEquals(1, detail.attempts().size());
    assertEquals(1, detail.decisions().size());
    assertEquals(1, decided.size(), decided::toString);
    assertTrue(decided.getFirst().matches("1 in \\d*[05]00"), decided::toString);
  }

  @Test
  void what_is_asked_for_is_answered() {
    assertEquals(0, local.ask(Addresses.AGENT_LIST, new ListAgents()).agents().size());
    assertEquals(
        0, local.ask(Addresses.TASK_LIST, new ListTasks(null, null, 10, null)).tasks().size());
    assertEquals("test", local.ask(Addresses.FLEET_DESCRIBE, new DescribeFleet()).swarm());
  }

  @Test
  void what_is_refused_says_why() {
    TaskId nobody = TaskId.next(Instant.EPOCH, new Random(1));

    Refused refused =
        assertThrows(Refused.class, () -> local.ask(Addresses.TASK_GET, new GetTask(nobody)));

    assertEquals(FailureCode.NOT_FOUND, refused.failure().code());
    assertEquals("there is no task " + nobody, refused.failure().detail());
  }

  @Test
  void a_store_that_is_closed_is_weather_and_not_a_silence() {
    swarm.store().close();

    Refused refused =
        assertThrows(
            Refused.class,
            () -> local.ask(Addresses.TASK_SUBMIT, new SubmitTask(NewTask.of("one"), null)));

    assertEquals(FailureCode.STORE_UNAVAILABLE, refused.failure().code());
  }
}
