package dev.muster.learning.challenger;

import dev.muster.model.Calibration;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What was learned of one measure from all its rows; what is left of it, and the calibration, come
 * from the last quarter of the latest rows, shown to what learned from those before.
 *
 * @param variance mean square of what was not foreseen
 */
record Fit<P>(P learned, double variance, Calibration calibration) {
  /** A measure with fewer rows says nothing that a constant would not. */
  static final int ROWS_LEAST = 40;

  private static final double HELD_OUT = .25;

  /** The latest rows that say what is left, of which a quarter is held out; more only cost time. */
  private static final int LATEST = 10_000;

  static <P> Fit<P> of(Trainer<P> trainer, Rows rows, int measure) {
    int[] known =
        IntStream.range(0, rows.size())
            .filter(row -> Double.isFinite(rows.measured(row, measure)))
            .toArray();
    if (known.length < ROWS_LEAST) {
      throw new IllegalArgumentException(
          "a fit needs %d outcomes of each measure, there are %d of %s"
              .formatted(ROWS_LEAST, known.length, Rows.name(measure)));
    }
    double[][] x = new double[known.length][];
    double[] y = new double[known.length];
    for (int i = 0; i < known.length; i++) {
      x[i] = trainer.inputs(rows, known[i]);
      y[i] = rows.measured(known[i], measure);
    }
    int first = first(known.length);
    int cut = cut(known.length);
    P early = trainer.train(part(x, first, cut), part(y, first, cut));
    double[] late = part(y, cut, y.length);
    double[] foreseen = new double[late.length];
    double squares = 0;
    for (int i = 0; i < late.length; i++) {
      foreseen[i] = trainer.said(early, x[cut + i]);
      squares += (late[i] - foreseen[i]) * (late[i] - foreseen[i]);
    }
    Calibration calibration = measure == 0 ? SmileIsotonic.fit(foreseen, late) : Calibration.NONE;
    return new Fit<>(trainer.train(x, y), squares / late.length, calibration);
  }

  /** The first of so many rows that is learned from to see what is left. */
  static int first(int rows) {
    return Math.max(0, rows - LATEST);
  }

  /** The first of so many rows that is held out. */
  static int cut(int rows) {
    return rows - (int) (HELD_OUT * (rows - first(rows)));
  }

  private static double[][] part(double[][] all, int from, int to) {
    return Arrays.copyOfRange(all, from, to);
  }

  private static double[] part(double[] all, int from, int to) {
    return Arrays.copyOfRange(all, from, to);
  }
}
