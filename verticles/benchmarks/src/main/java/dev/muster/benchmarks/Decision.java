package dev.muster.benchmarks;

import dev.muster.model.Model;
import dev.muster.model.Weights;
import dev.muster.prediction.Outlook;
import dev.muster.prediction.SquareCb;
import java.util.Arrays;
import java.util.Random;

/**
 * What the host computes of a decision: expectations of every n, their rewards, and what is likely.
 */
final class Decision {
  private static final int TASKS = 1_024;
  private static final int ARMS = 8;
  private static final int OUTCOMES = 1_000;

  private final Model model;
  private final Weights weights = new Weights(.02, .1, .1, .002, .01);
  private final double[][] tasks = new double[TASKS][];
  private final boolean[] allowed = new boolean[ARMS];
  private final Outlook outlook = new Outlook();
  private final double[] likely = new double[ARMS];
  private int next;

  Decision(Model model) {
    this.model = model;
    var random = new Random(2);
    for (int i = 0; i < TASKS; i++) {
      tasks[i] = Fitted.features(random);
    }
    Arrays.fill(allowed, true);
  }

  /** Decides on the next task; the answer is the best n. */
  int next() {
    outlook.look(model, tasks[next++ % TASKS], weights, 1, .5);
    return SquareCb.fill(outlook.rewards(), allowed, OUTCOMES, likely);
  }
}
