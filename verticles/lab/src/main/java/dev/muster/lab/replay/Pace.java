package dev.muster.lab.replay;

import java.time.Duration;
import java.util.List;

/**
 * How long a slot works on its parts.
 *
 * <p>Time grows with log1p of the churned lines: a change of a thousand lines takes longer than one
 * of ten, but not a hundred times. The task in the middle takes {@code median}; no slot takes less
 * than a quarter of it or more than four times.
 */
record Pace(Duration median, double middleWeight) {
  /** What the middle task takes at speed 1: long enough to watch, short enough to wait for. */
  static final Duration AT_SPEED_1 = Duration.ofSeconds(4);

  private static final double LEAST = 0.25;
  private static final double MOST = 4;

  static Pace of(List<ReplayTask> tasks, double speed) {
    double[] weights =
        tasks.stream()
            .filter(ReplayTask::usable)
            .mapToDouble(task -> Math.log1p(task.churn()))
            .sorted()
            .toArray();
    double middle = weights.length == 0 ? 1 : weights[weights.length / 2];
    Duration median = Duration.ofNanos(Math.round(AT_SPEED_1.toNanos() / speed));
    return new Pace(median, middle > 0 ? middle : 1);
  }

  Duration work(int churn) {
    double medians = Math.clamp(Math.log1p(churn) / middleWeight, LEAST, MOST);
    return Duration.ofNanos(Math.round(median.toNanos() * medians));
  }
}
