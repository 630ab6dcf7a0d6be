package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WaitGraphTest {
  private static final Holder A = Holder.of("a");
  private static final Holder B = Holder.of("b");
  private static final Holder C = Holder.of("c");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final WaitGraph graph = new WaitGraph(Duration.ofMinutes(5));
  private final Map<FileKey, Holder> holders =
      new HashMap<>(Map.of(file("x"), A, file("y"), B, file("z"), C));

  @Test
  void two_who_wait_for_each_other_are_a_circle_from_either_side() {
    denied(A, "y", NOW);
    assertEquals(List.of(), circle(A, NOW));
    denied(B, "x", NOW);
    assertEquals(List.of(B, A), circle(B, NOW));
    assertEquals(List.of(A, B), circle(A, NOW));
    assertEquals(List.of(), circle(C, NOW));
  }

  @Test
  void three_are_found_in_the_order_in_which_they_wait() {
    holders.put(file("w"), Holder.of("nobody"));
    denied(A, "w", NOW);
    denied(A, "y", NOW);
    denied(B, "z", NOW);
    denied(C, "x", NOW);
    assertEquals(List.of(C, A, B), circle(C, NOW));
  }

  @Test
  void who_waits_for_a_circle_is_in_none() {
    denied(A, "y", NOW);
    denied(B, "x", NOW);
    denied(C, "x", NOW);
    assertEquals(List.of(), circle(C, NOW));
  }

  @Test
  void sub_agents_of_one_session_may_wait_for_each_other() {
    var one = new Holder("a", "1");
    var two = new Holder("a", "2");
    holders.put(file("x"), one);
    holders.put(file("y"), two);
    denied(one, "y", NOW);
    assertEquals(List.of(), circle(one, NOW));
    denied(two, "x", NOW);
    assertEquals(List.of(two, one), circle(two, NOW));
  }

  @Test
  void nobody_waits_any_more_for_five_minutes_without_asking() {
    denied(A, "y", NOW);
    denied(B, "x", NOW.plusSeconds(299));
    assertEquals(2, circle(B, NOW.plusSeconds(299)).size());
    assertTrue(graph.waits(A, file("y"), NOW.plusSeconds(299)));
    assertEquals(List.of(), circle(B, NOW.plusSeconds(300)));
    assertFalse(graph.waits(A, file("y"), NOW.plusSeconds(300)));
  }

  @Test
  void a_wait_ends_with_the_lease_with_the_grant_and_with_the_asker() {
    denied(A, "y", NOW);
    denied(B, "x", NOW);
    holders.remove(file("y"));
    assertEquals(List.of(), circle(B, NOW), "nobody holds y");
    holders.put(file("y"), B);
    graph.settled(A, file("y"));
    assertEquals(List.of(), circle(B, NOW), "a has y");
    denied(A, "y", NOW);
    assertEquals(2, circle(B, NOW).size());
    graph.forget(A);
    assertEquals(List.of(), circle(B, NOW), "a wants nothing");
  }

  @Test
  void a_wait_follows_the_lease_to_its_next_holder() {
    denied(A, "y", NOW);
    denied(C, "x", NOW);
    assertEquals(List.of(), circle(A, NOW));
    holders.put(file("y"), C);
    assertEquals(List.of(A, C), circle(A, NOW));
  }

  @Test
  void who_was_denied_for_another_worktree_waits_until_it_has_the_path_in_its_own() {
    var elsewhere = new FileKey(LeaseDesk.REPO, "/other", "y");
    holders.put(elsewhere, B);
    assertEquals(1, graph.denied(A, elsewhere, NOW));
    denied(B, "x", NOW);
    assertEquals(2, circle(B, NOW).size());
    graph.settled(A, file("y"));
    assertEquals(List.of(), circle(B, NOW));
    assertEquals(1, graph.denied(A, elsewhere, NOW), "counted from the beginning");
  }

  @Test
  void denials_count_in_a_row_whoever_stands_in_the_way_until_ten_quiet_minutes() {
    assertEquals(1, denied(A, "y", NOW));
    assertEquals(2, denied(A, "y", NOW.plusSeconds(599)));
    holders.put(file("y"), C);
    assertEquals(3, denied(A, "y", NOW.plusSeconds(700)));
    assertEquals(1, denied(A, "z", NOW.plusSeconds(700)), "another file");
    assertEquals(1, denied(A, "y", NOW.plusSeconds(1300)), "600 s after the third");
  }

  @Test
  void what_is_old_is_dropped_and_what_is_not_goes_on() {
    denied(A, "x", NOW);
    denied(A, "y", NOW.plusSeconds(1));
    graph.age(NOW.plusSeconds(600));
    assertEquals(2, denied(A, "y", NOW.plusSeconds(600)));
    assertEquals(1, denied(A, "x", NOW.plusSeconds(600)));
  }

  private int denied(Holder asker, String path, Instant now) {
    return graph.denied(asker, file(path), now);
  }

  private List<Holder> circle(Holder asker, Instant now) {
    return graph.circle(asker, holders::get, now);
  }

  private static FileKey file(String path) {
    return new FileKey(LeaseDesk.REPO, LeaseDesk.TREE, path);
  }
}
