package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.EndSubagent;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told to give way, and what else is told with an answer. */
final class LeaseCirclesTest {
  private static final Holder A = Holder.of("a");
  private static final Holder B = Holder.of("b");
  private static final Holder SUB = new Holder("b", "s");

  @AutoClose private final LeaseDesk desk;

  LeaseCirclesTest(@TempDir Path folder) {
    desk = new LeaseDesk(folder);
  }

  @Test
  void a_demand_names_the_file_that_the_older_waits_for_and_no_other() {
    crossed();
    String demand = String.valueOf(desk.renew(B, "y").text());
    assertTrue(demand.startsWith("a waits for y, which you hold"), demand);
    assertNull(desk.renew(B, "y").text(), "told once");
  }

  @Test
  void a_demand_that_was_met_is_not_made() {
    crossed();
    desk.release(B, "y");
    assertNull(desk.renew(B, "mine").text());
  }

  @Test
  void a_demand_ends_with_the_lease_and_does_not_pass_to_the_next_one() {
    crossed();
    desk.release(B, "y");
    desk.acquire(A, "y");
    desk.release(A, "y");
    assertNull(desk.acquire(B, "y").text());
  }

  /** Session a has x, and b, younger by a second, has mine and y; each wants the other's. */
  private void crossed() {
    desk.acquire(A, "x");
    desk.sweepAfter(Duration.ofSeconds(1));
    desk.acquire(B, "mine", "y");
    assertFalse(desk.acquire(B, "x").cycle());
    assertTrue(desk.acquire(A, "y").cycle());
  }

  @Test
  void a_circle_of_three_tells_the_youngest_whoever_closes_it() {
    var c = Holder.of("c");
    desk.acquire(A, "x");
    desk.sweepAfter(Duration.ofSeconds(1));
    desk.acquire(c, "z");
    desk.sweepAfter(Duration.ofSeconds(1));
    desk.acquire(B, "y");
    desk.acquire(c, "x");
    desk.acquire(B, "z");
    LeaseAnswer closing = desk.acquire(A, "y");
    assertTrue(closing.cycle());
    assertTrue(String.valueOf(closing.text()).contains("try again in a minute"));
    assertNull(desk.renew(c, "z").text());
    String demand = String.valueOf(desk.renew(B, "y").text());
    assertTrue(demand.startsWith("a waits for y, which you hold"), demand);
  }

  @Test
  void two_crossed_sessions_that_obey_resolve_within_six_denials_whoever_asks_when() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    int worst = 0;
    for (int life = 0; life < 20; life++) {
      int denials = crossedLife(life, new Random(seed + life));
      assertTrue(denials <= 6, "seed " + seed + ": " + denials + " denials");
      worst = Math.max(worst, denials);
    }
    System.out.printf("crossed acquisition resolved after at most %d denials%n", worst);
  }

  /** Each asks about once a minute until it had both files; who gives way releases its own. */
  private int crossedLife(int life, Random random) {
    Holder[] holders = {Holder.of("p" + life), Holder.of("q" + life)};
    String[] own = {"p" + life, "q" + life};
    for (int i = 0; i < 2; i++) {
      desk.acquire(holders[i], own[i]);
      desk.sweepAfter(Duration.ofMillis(random.nextInt(3)));
    }
    int denials = 0;
    long now = 0;
    long[] turnAt = {random.nextInt(90), random.nextInt(90)};
    while (Math.min(turnAt[0], turnAt[1]) < Long.MAX_VALUE && denials < 100) {
      int i = turnAt[0] <= turnAt[1] ? 0 : 1;
      desk.sweepAfter(Duration.ofSeconds(turnAt[i] - now));
      now = turnAt[i];
      LeaseAnswer answer = desk.acquire(holders[i], own[1 - i]);
      turnAt[i] = answer.granted() ? Long.MAX_VALUE : now + 50 + random.nextInt(20);
      denials += answer.granted() ? 0 : 1;
      if (answer.granted() || String.valueOf(answer.text()).contains("you give way")) {
        desk.release(holders[i]);
      }
    }
    return denials;
  }

  @Test
  void a_denial_tells_what_the_asker_lost_in_the_meantime() {
    desk.acquire(A, "x");
    desk.sweepAfter(Duration.ofMinutes(10));
    desk.acquire(B, "y");
    LeaseAnswer denied = desk.acquire(A, "y");
    assertEquals("x", denied.expired().getFirst().file().path());
    String text = String.valueOf(denied.text());
    assertTrue(text.contains("y is being edited by b since 0 s"), text);
    assertTrue(
        text.endsWith(
            "Your lease on x ended. Read the file again before you edit it:"
                + " another may have changed it."),
        text);
  }

  @Test
  void one_lease_denies_once_though_it_stands_in_the_way_of_two_files() {
    desk.restart(LeaseDesk.limits(true, 10, 10));
    desk.acquireIn("/other", A, "x");
    var files =
        List.of(new FileKey(LeaseDesk.REPO, "/other", "x"), new FileKey(LeaseDesk.REPO, "/r", "x"));
    LeaseAnswer denied = desk.acquire(B, files);
    assertEquals(1, denied.held().size());
    assertEquals(1, denied.denials());
  }

  @Test
  void more_leases_than_a_holder_or_the_host_may_have_are_refused_by_the_name_of_the_limit() {
    desk.restart(LeaseDesk.limits(false, 3, 2));
    desk.acquire(A, "a", "b");
    assertEquals("3 leases are wanted (leases.per_holder_max)", refusal(A, "c"));
    desk.acquire(B, "c");
    assertEquals("4 leases are wanted (leases.leases_max)", refusal(B, "d"));
    assertTrue(desk.acquire(A, "a", "b").granted(), "what is held is not counted again");
  }

  @Test
  void what_came_back_from_a_sub_agent_is_held_though_it_is_more_than_one_may_take() {
    desk.restart(LeaseDesk.limits(false, 10, 2));
    desk.acquire(B, "a", "b");
    desk.acquire(SUB, "c");
    List<FileLease> back = desk.ask(l -> l.endSubagent(new EndSubagent(SUB))).leases();
    assertEquals(B, back.getFirst().holder());
    assertTrue(desk.acquire(B, "a").granted(), "b has three");
    assertEquals("4 leases are wanted (leases.per_holder_max)", refusal(B, "d"));
  }

  private String refusal(Holder holder, String path) {
    var thrown = assertThrows(CompletionException.class, () -> desk.acquire(holder, path));
    var refused = assertInstanceOf(Refused.class, thrown.getCause());
    assertEquals(FailureCode.OVERLOADED, refused.failure().code());
    return String.valueOf(refused.failure().detail());
  }
}
