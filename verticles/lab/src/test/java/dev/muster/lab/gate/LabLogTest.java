package dev.muster.lab.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.lab.learning.World;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.OffPolicy.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabLogTest {

  /** The standard error of the weighted mean is about .004. */
  @Test
  void weighted_rewards_of_a_log_have_the_mean_that_is_true_of_the_other_policy() {
    TaskPool all = TaskPool.of(new World(Lab.USUAL, SensorMap.USUAL), 30);
    var pool = new TaskPool(all.tasks().stream().filter(task -> task.size() > 1).toList());
    var log = new LabLog(pool, Target.SOFT);
    List<Decision> decisions = log.decisions(1, 20_000, LabLog.Fault.NONE);
    double mean =
        decisions.stream()
            .mapToDouble(d -> d.target() / d.logged() * d.reward())
            .average()
            .orElseThrow();
    assertEquals(log.truth(), mean, .02);
  }
}
