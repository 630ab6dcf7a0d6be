package dev.muster.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Addresses;
import dev.muster.contract.Agent;
import dev.muster.contract.AgentChanged;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentRoster;
import dev.muster.contract.AgentState;
import dev.muster.contract.CancelTask;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.ListAgents;
import dev.muster.contract.Message;
import dev.muster.contract.Refused;
import dev.muster.contract.TaskCancelled;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskPage;
import dev.muster.contract.TaskState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a real event bus of one node. */
final class BusTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final TaskId TASK = TaskId.next(NOW, new Random(1));
  private static final Agent AGENT =
      new Agent(
          AgentId.next(NOW, new Random(2)),
          "a1",
          "exec",
          List.of("java"),
          List.of(),
          AgentState.FREE,
          NOW,
          NOW,
          null,
          0.5,
          0,
          0,
          false);

  /** Longer than any test waits, so that an answer in time is no timeout. */
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.install(vertx, TIMEOUT);

  @AfterEach
  void close() {
    done(vertx.close());
  }

  @Test
  void a_request_and_its_reply_pass_as_the_instances_they_are() {
    var reply = new AgentRoster(List.of(AGENT));
    var request = new ListAgents();
    serve(asked -> {
      assertSame(request, asked);
      return Future.succeededFuture(reply);
    });
    assertSame(reply, done(bus.request(Addresses.AGENT_LIST, request)));
  }

  @Test
  void an_asker_in_json_is_answered_in_json() {
    done(
        bus.serve(
            Addresses.TASK_CANCEL,
            q -> Future.succeededFuture(new TaskCancelled(q.taskId(), TaskState.CANCELLED))));
    var request = new JsonObject().put("type", "CancelTask").put("task_id", TASK.value());
    assertEquals(
        new JsonObject()
            .put("type", "TaskCancelled")
            .put("id", TASK.value())
            .put("state", "CANCELLED"),
        ask("muster.task.cancel", request));
  }

  @Test
  void an_asker_in_json_may_omit_the_type_and_say_more_than_is_known() {
    done(
        bus.serve(
            Addresses.TASK_LIST,
            q -> Future.succeededFuture(new TaskPage(List.of(), q.limit() == 3 ? TASK : null))));
    Object reply = ask("muster.task.list", new JsonObject().put("limit", 3).put("mood", "good"));
    assertEquals(TASK.value(), assertInstanceOf(JsonObject.class, reply).getString("next"));
  }

  @Test
  void a_body_of_another_kind_is_answered_400_with_what_was_expected_and_found() {
    serve(asked -> Future.succeededFuture(new AgentRoster(List.of())));
    for (Object body :
        Arrays.<@Nullable Object>asList(null, "{}", Buffer.buffer("{}"), new JsonArray())) {
      ReplyException refused = refusal("muster.agent.list", body);
      assertEquals(400, refused.failureCode());
      var failure = new JsonObject(String.valueOf(refused.getMessage()));
      assertEquals("BAD_REQUEST", failure.getString("code"));
      assertEquals("a ListAgents or a JsonObject of its shape", failure.getString("expected"));
      assertEquals(false, failure.getBoolean("retryable"));
      String found = body == null ? "null" : body.getClass().getSimpleName();
      assertEquals(found, failure.getString("found"));
    }
  }

  @Test
  void a_type_that_is_no_request_of_the_address_is_answered_400() {
    serve(asked -> Future.succeededFuture(new AgentRoster(List.of())));
    for (String type : List.of("Weather", "ListTasks", "AgentRoster")) {
      ReplyException refused = refusal("muster.agent.list", new JsonObject().put("type", type));
      assertEquals(400, refused.failureCode(), type);
      assertTrue(String.valueOf(refused.getMessage()).contains(type), refused.getMessage());
    }
  }

  @Test
  void a_request_of_another_address_is_answered_400() {
    serve(asked -> Future.succeededFuture(new AgentRoster(List.of())));
    assertEquals(400, refusal("muster.agent.list", new CancelTask(TASK)).failureCode());
  }

  @Test
  void a_rule_of_the_contract_is_answered_400_with_the_rule() {
    done(
        bus.serve(Addresses.TASK_LIST, q -> Future.succeededFuture(new TaskPage(List.of(), null))));
    ReplyException refused = refusal("muster.task.list", new JsonObject().put("limit", 0));
    assertEquals(400, refused.failureCode());
    assertEquals(
        "limit must be in 1..1000, was 0",
        new JsonObject(String.valueOf(refused.getMessage())).getString("found"));
  }

  @Test
  void a_handler_that_throws_is_answered_at_once() {
    serve(asked -> {
      throw new IllegalStateException("a secret of the host");
    });
    Failure failure = failure(bus.request(Addresses.AGENT_LIST, new ListAgents()));
    assertEquals(FailureCode.INTERNAL, failure.code());
    assertEquals("the host failed to answer; its log says why", failure.detail());
    assertEquals(500, refusal("muster.agent.list", new JsonObject()).failureCode());
  }

  @Test
  void a_handler_that_fails_later_is_answered_too() {
    serve(asked -> Future.failedFuture(new CompletionException(new Exception("disk"))));
    Failure failure = failure(bus.request(Addresses.AGENT_LIST, new ListAgents()));
    assertEquals(FailureCode.INTERNAL, failure.code());
  }

  @Test
  void a_refusal_keeps_its_code_and_its_status() {
    var stale = Failure.of(FailureCode.STALE_FENCE, "fence 7", "fence 9");
    serve(asked -> {
      throw new Refused(stale);
    });
    assertEquals(stale, failure(bus.request(Addresses.AGENT_LIST, new ListAgents())));
    assertEquals(409, refusal("muster.agent.list", new JsonObject()).failureCode());
  }

  @Test
  void a_refusal_in_a_stage_keeps_its_code() {
    var full = Failure.of(FailureCode.OVERLOADED, "100,000 tasks wait");
    serve(asked -> Future.failedFuture(new CompletionException(new Refused(full))));
    assertEquals(full, failure(bus.request(Addresses.AGENT_LIST, new ListAgents())));
  }

  @Test
  void nobody_at_the_address_is_a_timeout_that_may_be_retried() {
    Failure failure = failure(bus.request(Addresses.AGENT_LIST, new ListAgents()));
    assertEquals(FailureCode.TIMEOUT, failure.code());
    assertTrue(failure.retryable());
    assertEquals("muster.agent.list did not answer: NO_HANDLERS", failure.detail());
  }

  @Test
  void a_foreign_handler_that_fails_in_its_own_words_is_still_a_refusal() {
    done(
        vertx
            .eventBus()
            .consumer("muster.agent.list", message -> message.fail(7, "not today"))
            .completion());
    Failure failure = failure(bus.request(Addresses.AGENT_LIST, new ListAgents()));
    assertEquals(FailureCode.INTERNAL, failure.code());
    assertTrue(failure.detail().contains("not today"), failure.detail());
  }

  @Test
  void a_foreign_handler_may_answer_in_json() {
    done(
        vertx
            .eventBus()
            .consumer(
                "muster.agent.list",
                message -> message.reply(new JsonObject().put("agents", new JsonArray())))
            .completion());
    assertEquals(
        new AgentRoster(List.of()), done(bus.request(Addresses.AGENT_LIST, new ListAgents())));
  }

  @Test
  void everybody_who_listens_hears_the_instance_that_was_published() throws Exception {
    BlockingQueue<AgentChanged> one = subscribed();
    BlockingQueue<AgentChanged> other = subscribed();
    var event = new AgentChanged(1, NOW, "heartbeat", AGENT);
    bus.publish(Addresses.AGENT_EVENTS, event);
    assertSame(event, one.poll(10, TimeUnit.SECONDS));
    assertSame(event, other.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void an_event_in_json_is_heard_as_a_record() throws Exception {
    BlockingQueue<AgentChanged> heard = subscribed();
    var event = new AgentChanged(2, NOW, "heartbeat", AGENT);
    vertx
        .eventBus()
        .publish("muster.events.agent", new JsonObject(Json.lenient().writeValueAsString(event)));
    assertEquals(event, heard.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void what_is_no_event_of_the_topic_is_counted_once_and_dropped() throws Exception {
    BlockingQueue<AgentChanged> heard = subscribed();
    var events = vertx.eventBus();
    events.publish("muster.events.agent", "words");
    events.publish("muster.events.agent", null);
    events.publish("muster.events.agent", new JsonObject().put("type", "WeatherChanged"));
    events.publish("muster.events.agent", new JsonObject().put("seq", 1));
    events.publish("muster.events.agent", new Message.Unrecognised("WeatherChanged"));
    var event = new AgentChanged(3, NOW, "heartbeat", AGENT);
    bus.publish(Addresses.AGENT_EVENTS, event);
    assertSame(event, heard.poll(10, TimeUnit.SECONDS));
    assertEquals(5, bus.dropped());
  }

  @Test
  void a_request_that_was_refused_is_not_counted_as_dropped() {
    serve(asked -> Future.succeededFuture(new AgentRoster(List.of())));
    assertEquals(400, refusal("muster.agent.list", "words").failureCode());
    assertEquals(0, bus.dropped());
  }

  private void serve(Function<ListAgents, Future<AgentRoster>> handler) {
    done(bus.serve(Addresses.AGENT_LIST, handler));
  }

  private BlockingQueue<AgentChanged> subscribed() {
    var heard = new LinkedBlockingQueue<AgentChanged>();
    done(bus.subscribe(Addresses.AGENT_EVENTS, heard::add));
    return heard;
  }

  private Object ask(String address, @Nullable Object body) {
    var options = new DeliveryOptions().setSendTimeout(TIMEOUT.toMillis());
    return done(vertx.eventBus().<Object>request(address, body, options)).body();
  }

  private ReplyException refusal(String address, @Nullable Object body) {
    var thrown = assertThrows(CompletionException.class, () -> ask(address, body));
    return assertInstanceOf(ReplyException.class, thrown.getCause());
  }

  private static Failure failure(Future<?> future) {
    var thrown = assertThrows(CompletionException.class, () -> done(future));
    return assertInstanceOf(Refused.class, thrown.getCause()).failure();
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
