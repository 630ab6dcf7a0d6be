package dev.muster.lab.learning;

import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.learning.Learner;
import dev.muster.learning.challenger.Rows;
import dev.muster.model.Model;
import dev.muster.prediction.SquareCb;
import java.util.Arrays;
import java.util.Random;

/**
 * What a surface that explores by SquareCB lived through in the lab: what all families learn from.
 */
final class LoggedRun {
  private final World world;

  LoggedRun(World world) {
    this.world = world;
  }

  /** The outcomes, and the surface that learned from all of them. */
  record Log(Rows rows, Model surface) {}

  Log log(long seed, int tasks) {
    var learner = new Learner(1);
    var rows = new Rows();
    var arrivals = new Arrivals(world.lab().parameters(), seed);
    var random = new Random(seed);
    Model surface = learner.fit();
    double[] likely = new double[World.ARMS];
    for (int i = 1; i <= tasks; i++) {
      LatentTask task = arrivals.task(i);
      double[] features = world.features(task);
      int n = 1 + random.nextInt(task.free());
      if (i > LearningRun.FIRST_FIT) {
        boolean[] allowed = new boolean[World.ARMS];
        Arrays.fill(allowed, 0, task.free(), true);
        SquareCb.fill(world.rewards(surface, task, features), allowed, i, likely);
        n = World.drawn(likely, random.nextDouble());
      }
      double[] measured = World.measured(world.lab().happened(task, n));
      learner.learn(features, n, measured);
      rows.add(features, n, measured);
      if (LearningRun.fits(i)) {
        surface = learner.fit();
      }
    }
    return new Log(rows, learner.fit());
  }
}
