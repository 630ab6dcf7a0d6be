package dev.muster.lab.gate;

import dev.muster.lab.learning.World;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.learning.DriftWatch;
import dev.muster.learning.Learner;
import dev.muster.learning.Prior;
import dev.muster.model.Measure;
import dev.muster.model.Surface;
import dev.muster.prediction.SquareCb;
import java.util.Arrays;
import java.util.Random;

/** One policy that chooses by SquareCB, and learns what it is told came of it. */
final class Life {
  private static final int RANDOM_FIRST = 25;
  private static final Prior PRIOR = Prior.lab();
  private static final int FIT_EACH = 50;

  private final Random random;
  private final double[] likely = new double[World.ARMS];
  private Learner learner;
  private Surface surface;
  private long learned;

  Life(double keep, long seed) {
    this(new Learner(keep, PRIOR), new Random(seed), 0);
  }

  private Life(Learner learner, Random random, long learned) {
    this.learner = learner;
    this.random = random;
    this.learned = learned;
    this.surface = learner.fit();
  }

  /** One that has learned the same and goes on by other draws. */
  Life copy(long seed) {
    return new Life(Learner.of(learner.toBytes(), PRIOR), new Random(seed), learned);
  }

  Surface surface() {
    return surface;
  }

  /**
   * The n to play, at most the free agents; at random while nothing is known. How much is explored
   * follows from how many outcomes still count: who forgets must go on exploring.
   */
  int choose(World world, LatentTask task, double[] features) {
    if (learned < RANDOM_FIRST) {
      return 1 + random.nextInt(task.free());
    }
    boolean[] allowed = new boolean[World.ARMS];
    Arrays.fill(allowed, 0, task.free(), true);
    int best =
        SquareCb.fill(world.rewards(surface, task, features), allowed, learner.outcomes(), likely);
    double draw = random.nextDouble();
    for (int i = 0; i < likely.length; i++) {
      draw -= likely[i];
      if (draw < 0) {
        return i + 1;
      }
    }
    return best;
  }

  /** Learns measures in the order of {@link Measure}. */
  void learn(double[] features, int n, double[] measured) {
    learner.learn(features, n, measured);
    learned++;
    if (learned == RANDOM_FIRST || learned % FIT_EACH == 0) {
      surface = learner.fit();
    }
  }

  /** Takes up what another learner learned. */
  void take(Learner other) {
    learner = other;
    surface = learner.fit();
  }

  /** By how much each measure missed what was expected. */
  double[] missed(double[] features, int n, double[] measured) {
    double[] expected = World.expected(surface, features, n);
    double[] missed = new double[measured.length];
    Arrays.setAll(missed, i -> measured[i] - expected[i]);
    return missed;
  }

  /** Trusts what was learned less, and so explores more (LEARNING 1.7). */
  void alarmed() {
    learner.discount(DriftWatch.KEPT);
    surface = learner.fit();
  }

  /** Forgets everything. */
  void reset() {
    learner = new Learner(1, PRIOR);
    surface = learner.fit();
    learned = 0;
  }
}
