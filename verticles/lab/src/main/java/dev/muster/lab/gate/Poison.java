package dev.muster.lab.gate;

import dev.muster.lab.learning.World;
import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.Expected;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Oracle;
import dev.muster.learning.FeedbackGate;
import dev.muster.learning.FeedbackGate.Answer;
import dev.muster.learning.FeedbackGate.Recorded;
import dev.muster.learning.FeedbackGate.Report;
import dev.muster.learning.Learner;
import dev.muster.learning.Prior;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A life in which one source of twenty lies: what went better than most n would have is reported as
 * failed and three times as long, what went worse as a success in a third of the time, which is
 * within what honest reports say now and then.
 */
final class Poison {
  private static final int SOURCES = 20;
  private static final double LONGER = 3;
  private static final int TRUTH = 16;
  private static final int TASKS = 2_000;
  private static final double HOURS = 1;

  private final World world;
  private final boolean lies;
  private final boolean gated;
  private final Life life;
  private final FeedbackGate gate = new FeedbackGate();
  private final List<Learned> learned = new ArrayList<>();
  private int honestLost;
  private int honest;
  private int liesLearned;
  private int lied;

  private Poison(World world, boolean lies, boolean gated, long seed) {
    this.world = world;
    this.lies = lies;
    this.gated = gated;
    this.life = new Life(1, seed);
  }

  /** What was learned, so that it can be learned without whom one doubts. */
  private record Learned(int source, List<double[]> featuresAndMeasured, int n) {
    void into(Learner learner) {
      learner.learn(featuresAndMeasured.getFirst(), n, featuresAndMeasured.getLast());
    }
  }

  /**
   * What came of it.
   *
   * @param gap closed after 2,000 tasks
   * @param honestLost share of honest reports in quarantine
   * @param liesLearned share of lies that were learned
   */
  record Became(double gap, double honestLost, double liesLearned) {}

  static Became of(World world, boolean lies, boolean gated, long seed, Oracle oracle) {
    var run = new Poison(world, lies, gated, seed);
    var arrivals = new Arrivals(world.lab().parameters(), seed);
    var sources = new Random(seed);
    for (int i = 0; i < TASKS; i++) {
      run.live(arrivals.task(i), sources.nextInt(SOURCES));
    }
    return new Became(
        world.closedGap(run.life.surface(), oracle),
        (double) run.honestLost / run.honest,
        run.lied == 0 ? Double.NaN : (double) run.liesLearned / run.lied);
  }

  private void live(LatentTask task, int source) {
    double[] features = world.features(task);
    int n = life.choose(world, task, features);
    double[] measured = World.measured(world.lab().happened(task, n));
    boolean lie = lies && source == 0;
    if (lie) {
      boolean good = good(task, n);
      measured[0] = good ? 0 : 1;
      measured[1] += (good ? 1 : -1) * Math.log(LONGER);
    }
    Answer answer = gated ? judged(features, n, measured, source) : Answer.ACCEPTED;
    boolean accepted = answer == Answer.ACCEPTED;
    lied += lie ? 1 : 0;
    honest += lie ? 0 : 1;
    liesLearned += lie && accepted ? 1 : 0;
    honestLost += !lie && !accepted ? 1 : 0;
    if (accepted) {
      learned.add(new Learned(source, List.of(features, measured), n));
      life.learn(features, n, measured);
    } else if (answer == Answer.SOURCE_DOUBTED && learned.removeIf(one -> one.source() == source)) {
      var learner = new Learner(1, Prior.lab());
      learned.forEach(one -> one.into(learner));
      life.take(learner);
    }
  }

  /** Whether it is better than the mean of what could have been played. */
  private boolean good(LatentTask task, int n) {
    Expected expected = world.lab().expected(task, TRUTH);
    double sum = 0;
    for (int i = 1; i <= task.free(); i++) {
      sum += expected.reward(i);
    }
    return expected.reward(n) >= sum / task.free();
  }

  private Answer judged(double[] features, int n, double[] measured, int source) {
    double[] expected = World.expected(life.surface(), features, n);
    return gate.judge(
        new Recorded(HOURS, expected[0], expected[1], expected[2]),
        new Report(
            "source" + source,
            measured[0] > 0,
            Math.exp(measured[1]),
            Math.exp(measured[2]),
            measured[3]));
  }
}
