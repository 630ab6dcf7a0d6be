package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.agentId;
import static dev.muster.store.Samples.attemptId;
import static dev.muster.store.Samples.openAttempt;
import static dev.muster.store.Samples.register;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentState;
import dev.muster.contract.Heartbeat;
import dev.muster.contract.RegisterAgent;
import dev.muster.contract.Result;
import dev.muster.contract.Vendor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentRowsTest {
  private static final Instant LATER = NOW.plusSeconds(5);

  @AutoClose private final TestStore store;

  AgentRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void a_new_agent_is_free_and_nothing_of_its_machine_is_known() {
    store.change(tx -> register(tx, 1));
    assertEquals(Samples.agent(), agent(1));
    assertEquals(
        Samples.agent(), store.read(tx -> Objects.requireNonNull(tx.agents().named("a1"))));
    assertTrue(store.reads(tx -> tx.agents().named("a2") == null));
    assertTrue(store.reads(tx -> tx.agents().find(agentId(2)) == null));
  }

  @Test
  void an_agent_comes_back_with_every_field() {
    store.change(tx -> {
      openAttempt(tx, 1);
      tx.slots().bind(attemptId(1), 0, agentId(1), NOW);
      tx.agents().countSlot(agentId(1), false);
      tx.agents().countSlot(agentId(1), true);
    });
    assertTrue(heartbeat(1, "i1", 1L << 32, 0.25));
    assertEquals(
        new Agent(
            agentId(1),
            "a1",
            "exec",
            List.of("java"),
            List.of("de"),
            AgentState.BUSY,
            NOW,
            LATER,
            1L << 32,
            0.25,
            2,
            1,
            false),
        agent(1));
  }

  @Test
  void a_heartbeat_that_says_less_takes_nothing_back() {
    store.change(tx -> register(tx, 1));
    assertTrue(heartbeat(1, "i1", 1L << 32, 0.25));
    assertTrue(
        store.writes(
            tx -> tx.agents().heartbeat(new Heartbeat(agentId(1), "i1", null, null), LATER)));
    assertEquals(1L << 32, agent(1).freeMemoryBytes());
    assertEquals(0.25, agent(1).load());
  }

  @Test
  void a_heartbeat_of_another_instance_does_not_count() {
    store.change(tx -> register(tx, 1));
    assertFalse(heartbeat(1, "i2", 1, 0.1));
    assertFalse(heartbeat(2, "i1", 1, 0.1));
    assertEquals(NOW, agent(1).lastHeartbeat());
    assertNull(agent(1).load());
  }

  @Test
  void another_instance_takes_the_name_and_the_id_over() {
    store.change(tx -> register(tx, 1));
    assertEquals(List.of(agentId(1)), silence(LATER));
    var again = new RegisterAgent("a1", "i9", "other", List.of("go"), List.of());
    store.change(tx -> tx.agents().register(agentId(9), again, LATER));
    Agent taken = agent(1);
    assertEquals("other", taken.kind());
    assertEquals(List.of("go"), taken.capabilities());
    assertEquals(List.of(), taken.languages());
    assertEquals(AgentState.FREE, taken.state());
    assertEquals(NOW, taken.registeredAt());
    assertEquals(LATER, taken.lastHeartbeat());
    assertEquals("i9", store.read(tx -> Objects.requireNonNull(tx.agents().instance("a1"))));
    assertEquals(1, store.number(tx -> tx.agents().all().size()));
  }

  @Test
  void who_is_not_heard_of_since_the_cutoff_is_offline_until_the_next_sign_of_life() {
    store.change(tx -> register(tx, 1));
    assertEquals(List.of(), silence(NOW));
    assertEquals(List.of(agentId(1)), silence(NOW.plusMillis(1)));
    assertEquals(List.of(), silence(NOW.plusMillis(1)), "told once");
    assertEquals(AgentState.OFFLINE, agent(1).state());
    assertFalse(store.reads(tx -> tx.agents().anyFree()));
    store.change(tx -> tx.agents().seen(agentId(1), LATER));
    assertEquals(AgentState.FREE, agent(1).state());
    assertTrue(store.reads(tx -> tx.agents().anyFree()));
  }

  @Test
  void an_agent_is_busy_until_its_last_slot_has_ended() {
    store.change(tx -> {
      openAttempt(tx, 1);
      tx.slots().bind(attemptId(1), 0, agentId(1), NOW);
    });
    assertEquals(AgentState.BUSY, agent(1).state());
    assertFalse(store.reads(tx -> tx.agents().anyFree()));
    var key = new SlotRows.Key(attemptId(1), taskId(1), 0, agentId(1));
    assertTrue(store.writes(tx -> tx.slots().end(key, Result.SUCCEEDED, null, NOW)));
    assertEquals(AgentState.FREE, agent(1).state());
  }

  @Test
  void a_session_is_an_agent_that_is_never_free_for_a_slot_and_never_silent() {
    store.change(tx -> tx.agents().join(agentId(1), "claude-one", "one", Vendor.CLAUDE, NOW));

    Agent session = agent(1);
    assertTrue(session.interactive());
    assertEquals("claude", session.kind());
    assertEquals(AgentState.FREE, session.state());
    assertFalse(store.reads(tx -> tx.agents().anyFree()));
    assertEquals(List.of(), silence(LATER));
    store.change(tx -> tx.agents().depart(agentId(1)));
    assertEquals(AgentState.OFFLINE, agent(1).state());
  }

  @Test
  void a_name_that_is_taken_stays_whose_it_is() {
    store.change(tx -> register(tx, 1));
    store.change(tx -> tx.agents().join(agentId(2), "a1", "one", Vendor.CLAUDE, LATER));

    assertEquals(Samples.agent(), agent(1));
    assertEquals(1, store.number(tx -> tx.agents().all().size()));
  }

  @Test
  void agents_are_listed_by_name() {
    store.change(tx -> {
      register(tx, 3);
      register(tx, 1);
      register(tx, 2);
    });
    assertEquals(
        List.of("a1", "a2", "a3"),
        store.read(tx -> tx.agents().all().stream().map(Agent::name).toList()));
  }

  private boolean heartbeat(int number, String instance, long free, double load) {
    var heartbeat = new Heartbeat(agentId(number), instance, free, load);
    return store.write(tx -> tx.agents().heartbeat(heartbeat, LATER));
  }

  private List<AgentId> silence(Instant cutoff) {
    return store.write(tx -> tx.agents().silence(cutoff));
  }

  private Agent agent(int number) {
    return store.read(tx -> Objects.requireNonNull(tx.agents().find(agentId(number))));
  }
}
