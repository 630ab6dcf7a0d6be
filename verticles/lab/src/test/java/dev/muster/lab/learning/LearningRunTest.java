package dev.muster.lab.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.learning.LearningRun.Mark;
import dev.muster.lab.learning.Policy.Exploration;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.Prior;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Seeds are fixed here: what is asserted holds on average and not for each life. */
final class LearningRunTest {
  private static final World WORLD = new World(Lab.USUAL, SensorMap.USUAL);
  private static final LearningRun RUN = new LearningRun(WORLD);
  private static final Oracle ORACLE = Oracle.of(Lab.USUAL, 77, 300);

  @Test
  void one_surface_for_all_n_learns_faster_than_five_models() {
    double one = closed(true, Prior.none());
    double five = closed(false, Prior.none());
    assertTrue(one > five + .05, one + " against " + five);
  }

  @Test
  void with_the_lab_prior_fewer_outcomes_are_needed() {
    double with = closed(true, Prior.lab());
    double without = closed(true, Prior.none());
    assertTrue(with > without + .2, with + " against " + without);
  }

  private static double closed(boolean shared, Prior prior) {
    return LongStream.rangeClosed(1, 2)
        .mapToObj(seed -> run(shared, prior, seed, 250))
        .mapToDouble(mark -> mark.score().closedGap())
        .average()
        .orElseThrow();
  }

  @Test
  void a_life_is_lived_again_by_its_seed() {
    assertEquals(run(true, Prior.none(), 5, 100), run(true, Prior.none(), 5, 100));
  }

  private static Mark run(boolean shared, Prior prior, long seed, int tasks) {
    var kind = new Policy.Kind(shared, 1, prior, Exploration.SQUARE_CB);
    return RUN.run(new Policy(WORLD, kind), ORACLE, seed, List.of(tasks)).getFirst();
  }

  @Test
  void whoever_saw_every_n_of_many_tasks_is_better_than_any_constant() {
    double closed = WORLD.closedGap(WORLD.informed(1_500), ORACLE);
    assertTrue(closed > .5, () -> "closed " + closed);
  }

  @Test
  void a_constant_earns_a_mean_in_0_to_1() {
    List<Double> earned = RUN.earned(1, 3, List.of(10, 20));
    assertEquals(2, earned.size());
    earned.forEach(mean -> assertTrue(mean > .3 && mean < 1, mean::toString));
  }
}
