package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Agent;
import dev.muster.contract.CloseSession;
import dev.muster.contract.DescribeFleet;
import dev.muster.contract.OpenSession;
import dev.muster.contract.Session;
import dev.muster.contract.Vendor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sessions that {@code muster hooks prove} makes up. */
final class ProofSessionsTest {
  private Swarm swarm;
  private Sessions sessions;

  @BeforeEach
  void open(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    sessions = swarm.coordination().sessions();
  }

  @AfterEach
  void close() {
    swarm.close();
  }

  @Test
  void a_proof_leaves_no_agent_and_no_word_of_it() {
    open("9d1c4a77-real");
    int before = swarm.events().size();
    for (String name : List.of("1-a", "1-b")) {
      open(Session.PROOF + name);
      done(sessions.close(new CloseSession(Session.PROOF + name, "clear")));
    }
    assertEquals(List.of("claude-9d1c4a77"), agents());
    assertEquals(before, swarm.events().size());
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM session WHERE session LIKE 'muster%'"));
  }

  @Test
  void a_proof_that_was_broken_off_goes_when_it_is_idle() {
    open(Session.PROOF + "1-a");
    swarm.pass(SessionLimits.DEFAULT.idle().plusSeconds(1));
    swarm.sweep();
    assertEquals(List.of(), agents());
  }

  @Test
  void an_ended_session_of_a_person_stays_in_the_picture() {
    open("9d1c4a77-real");
    done(sessions.close(new CloseSession("9d1c4a77-real", "clear")));
    assertEquals(List.of("claude-9d1c4a77"), agents());
  }

  private void open(String session) {
    done(
        sessions.open(
            new OpenSession(session, Vendor.CLAUDE, "/shop/.git", "/shop", "main", null)));
  }

  private List<String> agents() {
    return done(swarm.coordination().picture(new DescribeFleet())).agents().stream()
        .map(Agent::name)
        .toList();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return Swarm.await(stage);
  }
}
