package dev.muster.monitoring;

import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** A mean with its interval of 95 %, as far as one can be given. */
record Sample(@Nullable Double mean, @Nullable Double low, @Nullable Double high, long count) {
  private static final double Z = 1.959964;

  /** From so many on the mean is taken as normal. */
  private static final int NORMAL_MIN = 30;

  /** Of nothing. */
  static final Sample NONE = new Sample(null, null, null, 0);

  /** A share, with the score interval of Wilson (1927). */
  static Sample share(long hits, long count) {
    if (count == 0) {
      return NONE;
    }
    double share = hits / (double) count;
    double spread = Z * Z / count;
    double centre = (share + spread / 2) / (1 + spread);
    double half = Z * Math.sqrt(share * (1 - share) / count + spread / 4 / count) / (1 + spread);
    return new Sample(share, Math.max(0, centre - half), Math.min(1, centre + half), count);
  }

  /** A mean of values, whose interval is unknown for fewer than 30. */
  static Sample mean(double... values) {
    if (values.length == 0) {
      return NONE;
    }
    double mean = DoubleStream.of(values).average().orElseThrow();
    if (values.length < NORMAL_MIN) {
      return new Sample(mean, null, null, values.length);
    }
    double squares = DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
    double half = Z * Math.sqrt(squares / (values.length - 1) / values.length);
    return new Sample(mean, mean - half, mean + half, values.length);
  }

  /** In a unit that is {@code by} times smaller. */
  Sample times(double by) {
    return new Sample(
        mean == null ? null : mean * by,
        low == null ? null : low * by,
        high == null ? null : high * by,
        count);
  }
}
