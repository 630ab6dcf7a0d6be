package dev.muster.lab.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.gate.Contest.Pair;
import dev.muster.lab.learning.World;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.Canary.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeds of the pool are fixed; those of draws are printed. */
final class ContestTest {
  private static final TaskPool POOL = TaskPool.of(new World(Lab.USUAL, SensorMap.USUAL), 30);

  @Test
  void without_a_gain_nothing_differs() {
    Contest none = Contest.of(POOL, 0, 0);
    assertEquals(0, none.mean(Pair::gain), 1e-9);
    assertEquals(0, none.mean(Pair::fails), 1e-9);
    assertEquals(0, none.mean(Pair::slower), 1e-9);
    assertEquals(0, none.mean(Pair::dearer), 1e-9);
  }

  @Test
  void the_mean_gain_is_the_wanted_one_and_draws_have_it() {
    Contest contest = Contest.of(POOL, .05, 0);
    assertEquals(.05, contest.mean(Pair::gain), 1e-9);
    long seed = new Random().nextLong();
    var random = new Random(seed);
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      sum += contest.draw(random).gain();
    }
    assertEquals(.05, sum / 20_000, .005, () -> "seed " + seed);
  }

  @Test
  void a_challenger_can_be_as_good_and_slower() {
    Contest slower = Contest.of(POOL, 0, 1);
    assertEquals(0, slower.mean(Pair::gain), 1e-9);
    assertTrue(slower.mean(Pair::slower) > .02, () -> "slower by " + slower.mean(Pair::slower));
  }

  @Test
  void a_run_is_run_again_by_its_number() {
    Contest contest = Contest.of(POOL, .13, 0);
    var once = Judges.canary(contest, 7, 0);
    assertEquals(once, Judges.canary(contest, 7, 0));
    assertTrue(once.verdict() != Verdict.OPEN, once::toString);
  }
}
