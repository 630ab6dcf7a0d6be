package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.bus.Bus;
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
import dev.muster.contract.Reply;
import dev.muster.contract.Request;
import dev.muster.contract.Result;
import dev.muster.contract.Service;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class CoordinationVerticleTest {
  private Vertx vertx;
  private Bus bus;
  private Swarm swarm;

  @BeforeEach
  void deploy(Vertx running, @TempDir Path folder) {
    vertx = running;
    swarm = Swarm.in(folder);
    bus = Bus.install(vertx, Duration.ofSeconds(30));
    await(vertx.deployVerticle(new OutboxVerticle(bus, swarm.store())));
    var verticle = new CoordinationVerticle(bus, swarm.coordination(), () -> 0);
    await(vertx.deployVerticle(verticle));
  }

  @AfterEach
  void close() {
    await(vertx.close());
    swarm.close();
  }

  @Test
  void a_task_is_submitted_admitted_by_a_hint_claimed_and_ended_over_the_bus() {
    Promise<Void> leased = Promise.promise();
    await(
        bus.subscribe(
            Addresses.TASK_EVENTS,
            changed -> {
              if (changed.task().state() == TaskState.LEASED) {
                leased.tryComplete();
              }
            }));
    var joining = new RegisterAgent("ann", "ann-1", "exec", List.of(), List.of());
    AgentId ann = ask(Addresses.AGENT_REGISTER, joining).id();
    var submission = new SubmitTask(NewTask.of("one"), "key");
    TaskId id = ask(Addresses.TASK_SUBMIT, submission).id();

    await(leased.future());
    var held = assertInstanceOf(Assignment.class, ask(Addresses.TASK_CLAIM, new ClaimSlot(ann)));
    ask(Addresses.TASK_OUTCOME, Swarm.outcome(held, Result.SUCCEEDED, null));

    var detail = ask(Addresses.TASK_GET, new GetTask(id));
    assertEquals(TaskState.SUCCEEDED, detail.task().state());
    assertEquals(1, detail.attempts().size());
    assertEquals(1, detail.decisions().size());
  }

  @Test
  void what_is_asked_for_is_answered() {
    assertEquals(0, ask(Addresses.AGENT_LIST, new ListAgents()).agents().size());
    assertEquals(0, ask(Addresses.TASK_LIST, new ListTasks(null, null, 10, null)).tasks().size());
    assertEquals("test", ask(Addresses.FLEET_DESCRIBE, new DescribeFleet()).swarm());
  }

  @Test
  void what_is_refused_says_why() {
    TaskId nobody = TaskId.next(Instant.EPOCH, new Random(1));

    Refused refused =
        assertThrows(Refused.class, () -> ask(Addresses.TASK_GET, new GetTask(nobody)));

    assertEquals(FailureCode.NOT_FOUND, refused.failure().code());
    assertEquals("there is no task " + nobody, refused.failure().detail());
  }

  @Test
  void a_store_that_is_closed_is_weather_and_not_a_silence() {
    swarm.store().close();

    Refused refused =
        assertThrows(
            Refused.class,
            () -> ask(Addresses.TASK_SUBMIT, new SubmitTask(NewTask.of("one"), null)));

    assertEquals(FailureCode.STORE_UNAVAILABLE, refused.failure().code());
  }

  private <Q extends Request, R extends Reply> R ask(Service<Q, R> service, Q request) {
    return await(bus.request(service, request));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }
}
