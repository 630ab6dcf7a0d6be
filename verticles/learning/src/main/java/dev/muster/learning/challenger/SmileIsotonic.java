package dev.muster.learning.challenger;

import dev.muster.model.Calibration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import smile.classification.IsotonicRegressionScaling;

/** Isotonic regression by Smile, and the knots that say nearly the same without its steps. */
final class SmileIsotonic {
  /** Fewer outcomes say nothing of a curve. */
  private static final int LEAST = 100;

  private SmileIsotonic() {}

  /**
   * The calibration of scores. Smile's answer is a stair; between the middles of its steps the
   * calibration rises in straight lines, because on a step all n would be equally likely to succeed
   * and their order lost.
   *
   * @param scores that were made without having seen the outcome
   * @param succeeded as many, 1 or 0
   */
  static Calibration fit(double[] scores, double[] succeeded) {
    if (scores.length < LEAST) {
      return Calibration.NONE;
    }
    double[] rising = new double[scores.length];
    int[] labels = new int[scores.length];
    sort(scores, succeeded, rising, labels);
    var stair = IsotonicRegressionScaling.fit(rising.clone(), labels.clone());
    double[] knots = new double[rising.length];
    double[] values = new double[rising.length];
    int count = 0;
    for (int first = 0; first < rising.length; ) {
      double value = stair.predict(rising[first]);
      int last = first;
      while (last + 1 < rising.length && stair.predict(rising[last + 1]) == value) {
        last++;
      }
      knots[count] = (rising[first] + rising[last]) / 2;
      values[count++] = value;
      first = last + 1;
    }
    return new Calibration(Arrays.copyOf(knots, count), Arrays.copyOf(values, count));
  }

  /**
   * Sorts by score. Of equal scores the successes come first, so that they are pooled, and each is
   * raised by a last bit, because Smile looks steps up by score.
   */
  private static void sort(double[] scores, double[] succeeded, double[] rising, int[] labels) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> scores[i])
                    .thenComparingDouble(i -> -succeeded[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < order.length; i++) {
      before = Math.max(scores[order[i]], Math.nextUp(before));
      rising[i] = before;
      labels[i] = succeeded[order[i]] > 0 ? 1 : 0;
    }
  }
}
