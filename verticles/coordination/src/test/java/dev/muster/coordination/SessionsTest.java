package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentState;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.FailureCode;
import dev.muster.contract.OpenSession;
import dev.muster.contract.Session;
import dev.muster.contract.TaskId;
import dev.muster.contract.Vendor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionsTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;

  SessionsTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
  }

  @Test
  void a_session_is_an_agent_named_after_its_vendor_and_its_first_eight_signs() {
    Agent agent = desk.open("5f0c1d2e-77aa-4b").agent();

    assertEquals("claude-5f0c1d2e", agent.name());
    assertEquals("claude", agent.kind());
    assertTrue(agent.interactive());
    assertEquals(AgentState.FREE, agent.state());
    assertEquals(agent, desk.open("5f0c1d2e-77aa-4b").agent());
    assertEquals(List.of("registered"), desk.causes("claude-5f0c1d2e"));
  }

  @Test
  void sessions_that_begin_alike_have_agents_of_their_own() {
    Agent one = desk.open("muster-prove-x-a").agent();
    Agent two = desk.open("muster-prove-x-b").agent();

    assertEquals("claude-muster-p", one.name());
    assertTrue(two.name().matches("claude-muster-p-[0-9a-f]{8}"), two::name);
    assertNotEquals(one.id(), two.id());
  }

  @Test
  void a_name_is_safe_whatever_the_session_is_called() {
    assertEquals("claude-ab", desk.open("a/../\u0000 b\n").agent().name());
    assertTrue(desk.open("/// ").agent().name().matches("claude-[0-9a-f]{8}"));
  }

  @Test
  void a_session_and_a_scheduled_agent_never_share_a_name() {
    swarm.agent("claude-one");
    Agent session = desk.open("one").agent();

    assertNotEquals("claude-one", session.name());
    assertEquals(FailureCode.CONFLICT, Swarm.refusal(() -> swarm.agent(session.name())));
  }

  @Test
  void a_session_is_never_given_a_slot() {
    Agent session = desk.open("one").agent();
    swarm.submit("waiting");

    assertEquals(0, swarm.admit());
    assertEquals(
        FailureCode.CONFLICT,
        Swarm.refusal(() -> Swarm.await(swarm.coordination().claim(new ClaimSlot(session.id())))));
    swarm.agent("ann");
    swarm.wanting(2);
    assertEquals(1, swarm.admit());
    assertEquals("1", swarm.stored("SELECT agents FROM decision"));
  }

  @Test
  void a_session_does_not_count_as_an_agent_that_could_do_what_a_task_needs() {
    swarm.agent("ann");
    desk.open("one");
    TaskId id = swarm.submit(Draft.of("x").needs("rust"));

    swarm.admit();

    assertEquals("no agent has rust", swarm.task(id).held());
  }

  @Test
  void who_works_beside_is_told_and_who_is_alone_is_told_nothing() {
    assertNull(desk.open("one").text());

    desk.lease("one", Desk.HERE, "A.java", null);
    String text = desk.open("two", Desk.THERE).text();

    assertEquals(
        """
        Another agent works in this repository now:
        - claude-one in the worktree /shop, editing A.java\
        """,
        text);
  }

  @Test
  void a_session_outside_every_repository_is_told_nothing() {
    desk.open("one");
    var outside = new OpenSession("two", Vendor.CODEX, null, null, null, null);
    assertNull(Swarm.await(swarm.coordination().sessions().open(outside)).text());
    assertNull(desk.prompt("two").text());
  }

  @Test
  void a_prompt_asks_to_declare_until_the_session_did() {
    desk.open("one");
    String asked = desk.prompt("one").text();
    assertNotNull(asked);
    assertTrue(asked.startsWith("Before you edit"), asked);

    desk.declare("one", "A.java");

    assertNull(desk.prompt("one").text());
  }

  @Test
  void what_a_session_does_not_say_again_stays_as_it_was() {
    desk.open("one", Desk.THERE);
    Swarm.await(
        swarm
            .coordination()
            .sessions()
            .open(new OpenSession("one", Vendor.CLAUDE, null, null, "topic", null)));

    Session session = desk.describe("one", null).getFirst();

    assertEquals(Desk.REPO, session.repo());
    assertEquals(Desk.THERE, session.worktree());
    assertEquals("topic", session.branch());
  }

  @Test
  void open_sessions_are_described_by_name_or_worktree_and_the_last_heard_of_first() {
    desk.open("one");
    desk.open("two", Desk.THERE);
    desk.open("three");
    swarm.passSeconds(10);
    desk.rest("one");

    assertEquals(List.of("one", "three"), names(desk.describe(null, Desk.HERE)));
    assertEquals(List.of("two"), names(desk.describe("two", null)));
    desk.close("three");
    assertEquals(List.of("one"), names(desk.describe(null, Desk.HERE)));
    assertEquals(List.of(), desk.describe("three", null));
  }

  private static List<String> names(List<Session> sessions) {
    return sessions.stream().map(Session::session).toList();
  }
}
