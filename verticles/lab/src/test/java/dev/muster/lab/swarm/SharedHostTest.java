package dev.muster.lab.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.swarm.SharedHost.Passed;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharedHostTest {
  /** An end is the start of the next, computed in two ways. */
  private static final double ROUNDING = 1e-6;

  private final SharedHost host = new SharedHost(Lab.USUAL, 1, 400, .6);

  @Test
  void the_same_seed_gives_the_same_life() {
    assertEquals(host.run(SharedHost.always(3)), host.run(SharedHost.always(3)));
  }

  @Test
  void never_are_more_agents_at_work_than_there_are() {
    List<Passed> passed = host.run(SharedHost.always(3));
    for (Passed at : passed) {
      double start = at.arrived() + at.waited();
      int busy =
          passed.stream()
              .filter(p -> p.arrived() + p.waited() <= start + ROUNDING)
              .filter(p -> p.arrived() + p.minutes() > start + ROUNDING)
              .mapToInt(p -> p.outcome().n())
              .sum();
      assertTrue(busy <= SharedHost.AGENTS, () -> busy + " at " + start);
    }
  }

  @Test
  void tasks_start_in_the_order_of_arrival_and_arrive_the_same_whatever_the_policy() {
    List<Passed> one = host.run(SharedHost.always(1));
    List<Passed> all = host.run(SharedHost.always(8));
    assertEquals(
        one.stream().map(Passed::arrived).sorted().toList(),
        one.stream().map(Passed::arrived).toList());
    assertEquals(
        one.stream().map(Passed::arrived).toList(), all.stream().map(Passed::arrived).toList());
  }

  @Test
  void many_agents_for_each_make_the_others_wait() {
    double one = waited(host.run(SharedHost.always(1)));
    double all = waited(host.run(SharedHost.always(8)));
    assertTrue(all > 3 * one, () -> one + " and " + all);
  }

  @Test
  void a_stretch_of_time_has_one_policy() {
    List<Passed> passed =
        host.run(host.inBlocks(SharedHost.always(1), (task, waiting, at) -> task.free(), 60));
    List<Passed> ofOne = passed.stream().filter(p -> !host.other(p.arrived(), 60)).toList();
    assertTrue(ofOne.stream().allMatch(p -> p.outcome().n() == 1));
    // 400 tasks come in about 80 stretches; four standard deviations are 90 tasks.
    assertEquals(200, ofOne.size(), 90);
    assertTrue(
        passed.stream()
            .filter(p -> host.other(p.arrived(), 60))
            .anyMatch(p -> p.outcome().n() > 4));
  }

  private static double waited(List<Passed> passed) {
    return passed.stream().mapToDouble(Passed::waited).average().orElseThrow();
  }
}
