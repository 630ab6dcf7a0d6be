package dev.muster.learning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says when the world has changed under the model that serves (LEARNING 1.7): its errors have
 * grown, or rewards have fallen. Confined to one thread.
 */
final class DriftWatch {
  /** So many outcomes after an alarm a model is still recovering. */
  private static final long RECOVERY = 500;

  private @Nullable String watched;
  private Adwin errors;
  private PageHinkley losses;
  private double errorSum;
  private long errorCount;
  private long alarms;
  private long recovery;

  DriftWatch(State at) {
    watched = at.watched();
    errors = new Adwin(at.errors());
    losses = new PageHinkley(at.losses());
    errorSum = at.errorSum();
    errorCount = at.errorCount();
    alarms = at.alarms();
    recovery = at.recovery();
  }

  /**
   * All that it has seen, to go on after a restart.
   *
   * @param watched the model whose errors these are
   * @param errorSum of the errors since {@code errors} began anew
   * @param recovery outcomes until the last alarm is outgrown
   */
  record State(
      @Nullable String watched,
      Adwin.Snapshot errors,
      PageHinkley.Snapshot losses,
      double errorSum,
      long errorCount,
      long alarms,
      long recovery) {
    static final State FRESH =
        new State(
            null,
            new Adwin.Snapshot(0, List.of(List.of())),
            new PageHinkley.Snapshot(0, 0, 0, 0),
            0,
            0,
            0,
            0);
  }

  State state() {
    return new State(
        watched, errors.snapshot(), losses.snapshot(), errorSum, errorCount, alarms, recovery);
  }

  /**
   * Sees an outcome under a model; true when it is an alarm, after which it begins anew.
   *
   * @param model whose expectation it was
   * @param reward in [0,1]
   * @param expected in [0,1]
   */
  boolean see(String model, double reward, double expected) {
    if (!model.equals(watched)) {
      beginAnew();
      watched = model;
    }
    recovery = Math.max(0, recovery - 1);
    double error = Math.abs(reward - expected);
    errorSum += error;
    errorCount++;
    boolean grew = errors.see(error) && grew();
    boolean fell = losses.see(1 - reward);
    if (!grew && !fell) {
      return false;
    }
    beginAnew();
    alarms++;
    recovery = RECOVERY;
    return true;
  }

  /** The window was cut: either errors grew, or the model has learned. */
  private boolean grew() {
    double sum = 0;
    long count = 0;
    for (List<Adwin.Bucket> row : errors.snapshot().rows()) {
      for (Adwin.Bucket bucket : row) {
        sum += bucket.sum();
        count += bucket.size();
      }
    }
    boolean grew = sum * errorCount > errorSum * count;
    errorSum = sum;
    errorCount = count;
    return grew;
  }

  private void beginAnew() {
    errors = new Adwin();
    losses = new PageHinkley(State.FRESH.losses());
    errorSum = 0;
    errorCount = 0;
  }

  long alarms() {
    return alarms;
  }

  boolean recovering() {
    return recovery > 0;
  }
}
