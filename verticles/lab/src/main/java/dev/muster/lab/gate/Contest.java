package dev.muster.lab.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Where a champion and a challenger disagree: pairs of numbers of agents for the same task, drawn
 * with such weights that the mean of the true gains is exactly the wanted one. The weights are
 * exp(theta * gain + phi * log of the minutes' ratio) of all pairs (exponential tilting): with both
 * 0, each pair is as likely as its reverse, so that nothing differs between the two.
 */
final class Contest {
  private static final int STEPS = 100;
  private static final double THETA_MOST = 2_000;

  private final List<Pair> pairs;
  private final double[] below;

  /** What both play on a task. */
  record Pair(Choice champion, Choice challenger) {
    double gain() {
      return challenger.reward() - champion.reward();
    }

    double slower() {
      return challenger.minutes() - champion.minutes();
    }

    double fails() {
      return challenger.failure() - champion.failure();
    }

    double dearer() {
      return challenger.tokens() - champion.tokens();
    }
  }

  private Contest(List<Pair> pairs, double[] weights) {
    this.pairs = pairs;
    this.below = weights.clone();
    Arrays.parallelPrefix(below, Double::sum);
  }

  /**
   * A contest with the mean {@code gain} of a disagreement, in rewards.
   *
   * @param phi above 0, the challenger takes longer; below, it is faster and takes more tokens
   */
  static Contest of(TaskPool pool, double gain, double phi) {
    var pairs = new ArrayList<Pair>();
    for (List<Choice> task : pool.tasks()) {
      for (Choice champion : task) {
        for (Choice challenger : task) {
          if (champion != challenger) {
            pairs.add(new Pair(champion, challenger));
          }
        }
      }
    }
    double low = -THETA_MOST;
    double high = THETA_MOST;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      double mean = new Contest(pairs, weights(pairs, middle, phi)).mean(Pair::gain);
      low = mean < gain ? middle : low;
      high = mean < gain ? high : middle;
    }
    return new Contest(pairs, weights(pairs, low, phi));
  }

  private static double[] weights(List<Pair> pairs, double theta, double phi) {
    double[] logs = pairs.stream().mapToDouble(p -> theta * p.gain() + phi * p.slower()).toArray();
    double most = Arrays.stream(logs).max().orElseThrow();
    return Arrays.stream(logs).map(log -> Math.exp(log - most)).toArray();
  }

  /** The mean over what is drawn. */
  double mean(ToDoubleFunction<Pair> of) {
    double sum = 0;
    for (int i = 0; i < below.length; i++) {
      sum += (below[i] - (i == 0 ? 0 : below[i - 1])) * of.applyAsDouble(pairs.get(i));
    }
    return sum / below[below.length - 1];
  }

  Pair draw(Random random) {
    int found = Arrays.binarySearch(below, random.nextDouble() * below[below.length - 1]);
    return pairs.get(found < 0 ? Math.min(-found - 1, below.length - 1) : found);
  }
}
