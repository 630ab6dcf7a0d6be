package dev.muster.lab.plugin;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the two paths answered: sorted nanoseconds of calls that ask no plugin and of those before
 * edits, how many of these were denied and allowed, and how many calls got no answer of 200.
 */
record Seen(List<Long> others, List<Long> edits, long denied, long allowed, int odd, String first) {
  static final Seen NOTHING = new Seen(List.of(), List.of(), 0, 0, 0, "");

  Seen and(Seen more) {
    return new Seen(
        both(others, more.others),
        both(edits, more.edits),
        denied + more.denied,
        allowed + more.allowed,
        odd + more.odd,
        first.isEmpty() ? more.first : first);
  }

  private static List<Long> both(List<Long> one, List<Long> other) {
    return Stream.concat(one.stream(), other.stream()).sorted().toList();
  }

  /** The time that this share does not exceed, in milliseconds; NaN without any. */
  static double quantile(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1)) / 1e6;
  }

  /** p50 and p99 of both paths, as cells. */
  String cells() {
    return millis(quantile(others, .5))
        + ","
        + millis(quantile(others, .99))
        + ","
        + millis(quantile(edits, .5))
        + ","
        + millis(quantile(edits, .99));
  }

  private static String millis(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", value);
  }
}
