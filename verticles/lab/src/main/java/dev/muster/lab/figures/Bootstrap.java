package dev.muster.lab.figures;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** 95 % intervals by drawing whole blocks of cases anew: percentiles of 1,000 draws. */
public final class Bootstrap {
  private static final int DRAWS = 1_000;

  private Bootstrap() {}

  /**
   * A figure and its interval.
   *
   * @param figure of cases that were drawn so many times each
   * @param blocks that of each case, from 0; each case its own block when cases are alike by chance
   *     only
   */
  public static Interval of(ToDoubleFunction<int[]> figure, int[] blocks, long seed) {
    int[] present = Arrays.stream(blocks).distinct().toArray();
    int highest = Arrays.stream(blocks).max().orElse(0);
    var random = new SplittableRandom(seed);
    double[] values = new double[DRAWS];
    int[] times = new int[blocks.length];
    Arrays.fill(times, 1);
    double all = figure.applyAsDouble(times);
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] drawn = new int[highest + 1];
      for (int i = 0; i < present.length; i++) {
        drawn[present[random.nextInt(present.length)]]++;
      }
      for (int i = 0; i < times.length; i++) {
        times[i] = drawn[blocks[i]];
      }
      values[draw] = figure.applyAsDouble(times);
    }
    Arrays.sort(values);
    return new Interval(all, values[DRAWS / 40 - 1], values[DRAWS - DRAWS / 40]);
  }
}
