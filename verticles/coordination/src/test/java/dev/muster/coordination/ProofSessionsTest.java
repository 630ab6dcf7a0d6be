package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Agent;
import dev.muster.contract.Session;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sessions that {@code muster hooks prove} makes up. */
final class ProofSessionsTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;

  ProofSessionsTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
  }

  @Test
  void a_proof_leaves_no_agent_and_no_word_of_it() {
    desk.open("9d1c4a77-real");
    int before = swarm.events().size();
    for (String name : List.of("1-a", "1-b")) {
      desk.open(Session.PROOF + name);
      desk.close(Session.PROOF + name);
    }
    assertEquals(List.of("claude-9d1c4a77"), agents());
    assertEquals(before, swarm.events().size());
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM session WHERE session LIKE 'muster%'"));
  }

  @Test
  void a_proof_that_was_broken_off_goes_when_it_is_idle() {
    desk.open(Session.PROOF + "1-a");
    swarm.pass(SessionLimits.DEFAULT.idle().plusSeconds(1));
    swarm.sweep();
    assertEquals(List.of(), agents());
  }

  @Test
  void an_ended_session_of_a_person_stays_in_the_picture() {
    desk.open("9d1c4a77-real");
    desk.close("9d1c4a77-real");
    assertEquals(List.of("claude-9d1c4a77"), agents());
  }

  private List<String> agents() {
    return desk.picture().agents().stream().map(Agent::name).toList();
  }
}
