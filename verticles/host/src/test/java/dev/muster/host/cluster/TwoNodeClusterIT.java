package dev.muster.host.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.config.Config;
import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.AgentRoster;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Decide;
import dev.muster.contract.DescribeFleet;
import dev.muster.contract.Estimate;
import dev.muster.contract.FailureCode;
import dev.muster.contract.ListAgents;
import dev.muster.contract.NewTask;
import dev.muster.contract.Provenance;
import dev.muster.contract.Refused;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.TaskAccepted;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Two nodes on loopback, on the pinned versions of Vert.x and Hazelcast: what one asks the other
 * answers, also when it is newer, foreign or broken.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoNodeClusterIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final TaskId TASK = new TaskId("task_0190a5b0-1c3e-7000-8000-000000000001");
  private static final TaskAccepted ACCEPTED =
      new TaskAccepted(
          TASK,
          TaskState.READY,
          "/api/v1/tasks/" + TASK,
          1,
          new Estimate(3, CoordinationClass.band(3), .5, Provenance.HEURISTIC));

  private final Queue<SubmitTask> arrived = new ConcurrentLinkedQueue<>();
  private Vertx first;
  private Vertx second;
  private Bus asking;

  @BeforeAll
  void join() throws Exception {
    List<Integer> ports = freePorts();
    first = node(ports.get(0), ports);
    second = node(ports.get(1), ports);
    asking = Bus.install(first, TIMEOUT);
    Bus answering = Bus.install(second, TIMEOUT);
    wait(
        answering.serve(
            Addresses.TASK_SUBMIT,
            request -> {
              arrived.add(request);
              return Future.succeededFuture(ACCEPTED);
            }));
    wait(
        answering.serve(
            Addresses.AGENT_LIST,
            request -> {
              throw new IllegalStateException("a bug on the second node");
            }));
  }

  @AfterAll
  void leave() throws Exception {
    wait(second.close());
    wait(first.close());
  }

  /** A node that only looks for the members named, on loopback. */
  private static Vertx node(int port, List<Integer> ports) throws Exception {
    Config config = ConfigUtil.loadConfig();
    config.setClusterName("muster-test-" + ports.getFirst());
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    var network = config.getNetworkConfig();
    network.setPort(port).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    var join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    ports.forEach(member -> join.getTcpIpConfig().addMember("127.0.0.1:" + member));
    return wait(
        Vertx.builder()
            .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
            .withClusterManager(new HazelcastClusterManager(config))
            .buildClustered());
  }

  private static List<Integer> freePorts() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    try (var one = new ServerSocket(0, 1, loopback);
        var two = new ServerSocket(0, 1, loopback)) {
      return List.of(one.getLocalPort(), two.getLocalPort());
    }
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  @Test
  void a_record_crosses_and_is_equal_on_the_other_side() throws Exception {
    var request = new SubmitTask(NewTask.of("\u0000 caf\u00e9 \uD83D\uDE00"), "key");
    assertEquals(ACCEPTED, wait(asking.request(Addresses.TASK_SUBMIT, request)));
    var crossed = arrived.stream().filter(request::equals).findFirst().orElseThrow();
    assertNotSame(request, crossed);
  }

  @Test
  void a_foreign_asker_is_answered_in_json() throws Exception {
    var request = new JsonObject().put("task", new JsonObject().put("text", "from elsewhere"));
    var reply = wait(first.eventBus().request(Addresses.TASK_SUBMIT.address(), request));
    var body = assertInstanceOf(JsonObject.class, reply.body());
    assertEquals(TASK.value(), body.getString("id"));
    assertEquals("READY", body.getString("state"));
  }

  @Test
  void a_foreign_asker_that_asks_for_nothing_is_refused_with_a_failure() {
    var request = new JsonObject().put("task", new JsonObject().put("text", ""));
    var refused =
        assertThrows(
            ReplyException.class,
            () -> wait(first.eventBus().request(Addresses.TASK_SUBMIT.address(), request)));
    assertEquals(400, refused.failureCode());
    var failure = new JsonObject(String.valueOf(refused.getMessage()));
    assertEquals("BAD_REQUEST", failure.getString("code"));
  }

  @Test
  void a_handler_that_throws_answers_the_other_node_at_once() {
    long asked = System.nanoTime();
    var refused =
        assertThrows(
            Refused.class, () -> wait(asking.request(Addresses.AGENT_LIST, new ListAgents())));
    assertEquals(FailureCode.INTERNAL, refused.failure().code());
    assertTrue(!refused.failure().detail().contains("a bug"), refused.failure().detail());
    assertTrue(System.nanoTime() - asked < TIMEOUT.toNanos() / 2);
  }

  @Test
  void an_address_that_nobody_serves_is_no_answer_in_time() {
    var request = new DescribeFleet();
    var refused =
        assertThrows(Refused.class, () -> wait(asking.request(Addresses.FLEET_DESCRIBE, request)));
    assertEquals(FailureCode.TIMEOUT, refused.failure().code());
  }

  @Test
  void a_type_of_a_newer_version_is_refused_and_the_node_goes_on() throws Exception {
    first.eventBus().unregisterCodec(NewerFrames.NAME);
    first.eventBus().registerCodec(new NewerFrames());
    try {
      var refused =
          assertThrows(ReplyException.class, () -> wait(newer("{\"type\":\"SubmitSwarm\"}")));
      assertEquals(400, refused.failureCode());
      assertTrue(String.valueOf(refused.getMessage()).contains("Unrecognised"));
    } finally {
      first.eventBus().unregisterCodec(NewerFrames.NAME);
      asking = Bus.install(first, TIMEOUT);
    }
    var request = new SubmitTask(NewTask.of("after the newer one"), null);
    assertEquals(ACCEPTED, wait(asking.request(Addresses.TASK_SUBMIT, request)));
  }

  private Future<?> newer(String json) {
    var options =
        new DeliveryOptions().setCodecName(NewerFrames.NAME).setSendTimeout(TIMEOUT.toMillis());
    return first.eventBus().request(Addresses.TASK_SUBMIT.address(), json, options);
  }

  @Test
  void a_reply_of_another_type_is_a_failure_and_no_wrong_cast() throws Exception {
    wait(
        second
            .eventBus()
            .<Object>consumer(Addresses.DECIDE.address(), m -> m.reply(new AgentRoster(List.of())))
            .completion());
    var request = Decide.of(NewTask.of("x"));
    var refused =
        assertThrows(Refused.class, () -> wait(asking.request(Addresses.DECIDE, request)));
    String detail = refused.failure().detail();
    assertTrue(detail.contains("Advice") && detail.contains("AgentRoster"), detail);
  }
}
