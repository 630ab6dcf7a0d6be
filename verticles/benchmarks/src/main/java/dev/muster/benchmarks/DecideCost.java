package dev.muster.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a decision costs of its thread's own time, so that a busy machine does not count, and how
 * many bytes it allocates; must: p99 below 50 us and 0 bytes.
 */
public final class DecideCost {
  private static final int OUTCOMES = 8_000;
  private static final int WARM = 300_000;
  private static final int CALLS = 200_000;

  private DecideCost() {}

  public static void main(String[] args) throws Exception {
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (String family : List.of("surface", "boosting", "forest", "perceptron")) {
      var decision = new Decision(Fitted.of(family, OUTCOMES));
      int sum = decide(decision, WARM);
      long before = thread.getCurrentThreadAllocatedBytes();
      sum += decide(decision, CALLS);
      long allocated = thread.getCurrentThreadAllocatedBytes() - before;
      long[] times = new long[CALLS];
      for (int i = 0; i < CALLS; i++) {
        long start = thread.getCurrentThreadCpuTime();
        sum += decision.next();
        times[i] = thread.getCurrentThreadCpuTime() - start;
      }
      Arrays.sort(times);
      System.out.printf(
          Locale.ROOT,
          "%-10s p50 %6.2f us  p99 %6.2f us  p99.9 %6.2f us  %d bytes in %d calls  check %d%n",
          family,
          times[CALLS / 2] / 1e3,
          times[(int) (.99 * CALLS)] / 1e3,
          times[(int) (.999 * CALLS)] / 1e3,
          allocated,
          CALLS,
          sum);
    }
  }

  private static int decide(Decision decision, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      sum += decision.next();
    }
    return sum;
  }
}
