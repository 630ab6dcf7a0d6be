package dev.muster.model;

import dev.muster.contract.Grade;
import org.jspecify.annotations.Nullable;

/**
 * The grade of an outcome (METRICS, outcome grade), and the one that is likeliest beforehand. An
 * outcome starts at A; a failure is E; each of these lowers it by one: a duration above the median
 * of its task type (1.5 times: by two), a conflict or a retry, more memory than 95 % of its kind of
 * agent, a reported error. What is unknown lowers nothing.
 */
public final class Grading {
  /** Which versions of grades may be compared. */
  public static final int VERSION = 1;

  private static final double LONG = 1.5;
  private static final int LOWERINGS = 4;

  private Grading() {}

  /**
   * The grade of an outcome.
   *
   * @param minutes null when unknown
   * @param typicalMinutes the median of its task type; null when unknown
   * @param conflict whether it met a conflict or is a retry
   * @param memoryHigh whether it took more memory than 95 % of its kind of agent
   * @param error whether an error was reported
   */
  public static Grade of(
      boolean success,
      @Nullable Double minutes,
      @Nullable Double typicalMinutes,
      boolean conflict,
      boolean memoryHigh,
      boolean error) {
    if (!success) {
      return Grade.E;
    }
    int lower = (conflict ? 1 : 0) + (memoryHigh ? 1 : 0) + (error ? 1 : 0);
    if (minutes != null && typicalMinutes != null) {
      lower += minutes > LONG * typicalMinutes ? 2 : minutes > typicalMinutes ? 1 : 0;
    }
    return Grade.A.lowered(lower);
  }

  /**
   * The likeliest grade, of the better ones that are equally likely the best.
   *
   * @param success how likely, in [0,1]
   * @param logMinutes what is expected of the natural logarithm of the minutes
   * @param deviation of that logarithm
   * @param typicalMinutes the median of the task type; null when unknown
   * @param conflicts how many are expected
   */
  public static Grade likeliest(
      double success,
      double logMinutes,
      double deviation,
      @Nullable Double typicalMinutes,
      double conflicts) {
    double[] lowered = {1, 0, 0, 0};
    if (typicalMinutes != null && typicalMinutes > 0) {
      double normal = below(Math.log(typicalMinutes), logMinutes, deviation);
      double notLong = below(Math.log(LONG * typicalMinutes), logMinutes, deviation);
      lowered[0] = normal;
      lowered[1] = notLong - normal;
      lowered[2] = 1 - notLong;
    }
    double clash = 1 - Math.exp(-conflicts);
    Grade likeliest = Grade.E;
    double most = 1 - success;
    for (int lower = LOWERINGS - 1; lower >= 0; lower--) {
      double clashed = lower == 0 ? 0 : lowered[lower - 1] * clash;
      double likely = success * (lowered[lower] * (1 - clash) + clashed);
      if (likely >= most) {
        most = likely;
        likeliest = Grade.A.lowered(lower);
      }
    }
    return likeliest;
  }

  /** How likely a normal value is below {@code bound}. */
  private static double below(double bound, double mean, double deviation) {
    return deviation <= 0 ? (mean <= bound ? 1 : 0) : normal((bound - mean) / deviation);
  }

  /** The standard normal distribution, after Abramowitz and Stegun 26.2.17, to 1e-7. */
  private static double normal(double z) {
    double t = 1 / (1 + .2316419 * Math.abs(z));
    double tail =
        Math.exp(-z * z / 2)
            / Math.sqrt(2 * Math.PI)
            * t
            * (.319381530
                + t * (-.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return z >= 0 ? 1 - tail : tail;
  }
}
