package dev.muster.learning.challenger;

import java.util.stream.IntStream;

/**
 * The outcomes that a fit held out, to say what it had not foreseen.
 *
 * @param count how many
 * @param brier the mean square by which success differs from the share of success before them: what
 *     a model has to beat
 */
public record HeldOut(int count, double brier) {
  private static final int SUCCESS = 0;

  /** Of a fit on rows, of which there must be some. */
  public static HeldOut of(Rows rows) {
    int cut = Fit.cut(rows.size());
    double share =
        IntStream.range(Fit.first(rows.size()), cut)
            .mapToDouble(row -> rows.measured(row, SUCCESS))
            .average()
            .orElseThrow();
    double brier =
        IntStream.range(cut, rows.size())
            .mapToDouble(row -> rows.measured(row, SUCCESS) - share)
            .map(missed -> missed * missed)
            .average()
            .orElse(0);
    return new HeldOut(rows.size() - cut, brier);
  }
}
