package dev.muster.lab.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.Score;
import dev.muster.lab.swarm.SensorMap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Seeds are fixed here: what is asserted holds on average and not for each life. */
final class LearningRunTest {
  private static final LearningRun RUN = new LearningRun(Lab.USUAL, SensorMap.USUAL);
  private static final Oracle ORACLE = Oracle.of(Lab.USUAL, 77, 500);

  @Test
  void one_surface_for_all_n_learns_faster_than_five_models() {
    assertTrue(closed(true) > closed(false) + .05, closed(true) + " against " + closed(false));
  }

  private static double closed(boolean shared) {
    return LongStream.rangeClosed(1, 3)
        .mapToObj(seed -> RUN.run(new Learner(RUN.weights(), shared), ORACLE, seed, List.of(250)))
        .mapToDouble(scores -> scores.getFirst().closedGap())
        .average()
        .orElseThrow();
  }

  @Test
  void a_life_is_lived_again_by_its_seed() {
    var marks = List.of(100);
    List<Score> once = RUN.run(new Learner(RUN.weights(), true), ORACLE, 5, marks);
    assertEquals(once, RUN.run(new Learner(RUN.weights(), true), ORACLE, 5, marks));
  }

  @Test
  void whoever_saw_every_n_of_many_tasks_is_better_than_any_constant() {
    Score informed = RUN.score(ORACLE, RUN.informed(9, 2_000));
    assertTrue(informed.closedGap() > .5, informed::toString);
  }
}
