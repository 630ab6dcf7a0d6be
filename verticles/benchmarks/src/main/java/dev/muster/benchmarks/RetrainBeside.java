package dev.muster.benchmarks;

import dev.muster.learning.challenger.Challengers;
import dev.muster.learning.challenger.Family;
import dev.muster.learning.challenger.Rows;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a fit of 20,000 rows takes, and how long decisions take meanwhile: one each millisecond;
 * first nothing is fitted, then each family in a process of its own, then in this one.
 */
public final class RetrainBeside {
  private static final int ROWS = 20_000;
  private static final long EACH_NANOS = 1_000_000;
  private static final int ALONE = 10_000;
  private static final int WARM = 200_000;
  private static final int MOST = 120_000;

  private RetrainBeside() {}

  public static void main(String[] args) throws Exception {
    Rows rows = Fitted.rows(ROWS);
    var decision = new Decision(Fitted.of("boosting", 8_000));
    int sum = 0;
    for (int i = 0; i < WARM; i++) {
      sum += decision.next();
    }
    System.out.println("decisions by boosting, warmed up by " + WARM + ", check " + sum);
    try (var threads = Executors.newSingleThreadExecutor()) {
      for (int round = 0; round < 2; round++) {
        print("nothing", 0, times(decision, null));
        for (Family family : Family.values()) {
          print(
              family + " apart", decision, threads.submit(timed(() -> Fitted.apart(family, rows))));
        }
        for (Family family : new Family[] {Family.BOOSTING, Family.FOREST}) {
          print(
              family + " here",
              decision,
              threads.submit(timed(() -> Challengers.fit(family, rows, 1))));
        }
      }
    }
  }

  private static Callable<Double> timed(Callable<?> fit) {
    return () -> {
      long start = System.nanoTime();
      fit.call();
      return (System.nanoTime() - start) / 1e9;
    };
  }

  private static void print(String what, Decision decision, Future<Double> fit) throws Exception {
    long[] times = times(decision, fit);
    print(what, fit.get(), times);
  }

  private static void print(String what, double seconds, long[] times) {
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%-18s fit %6.2f s  decisions %6d  p50 %8.1f us  p99 %8.1f us  p99.9 %8.1f us%n",
        what,
        seconds,
        times.length,
        times[times.length / 2] / 1e3,
        times[(int) (.99 * times.length)] / 1e3,
        times[(int) (.999 * times.length)] / 1e3);
  }

  /** Decides until the fit ends; how long each decision took. */
  private static long[] times(Decision decision, Future<?> fit) {
    long[] times = new long[MOST];
    int count = 0;
    long due = System.nanoTime();
    while (count < MOST && (fit == null ? count < ALONE : !fit.isDone())) {
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long start = System.nanoTime();
      decision.next();
      times[count++] = System.nanoTime() - start;
      due += EACH_NANOS;
    }
    return Arrays.copyOf(times, count);
  }
}
