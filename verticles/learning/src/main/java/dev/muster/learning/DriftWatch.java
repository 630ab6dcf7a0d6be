package dev.muster.learning;

import dev.muster.model.Measure;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells when a model no longer fits (LEARNING 1.7): of some measure its errors have become larger
 * or lie to another side (ADWIN), or rewards have become smaller (Page-Hinkley). Errors that become
 * smaller are learning and no alarm. Confined to one thread.
 */
public final class DriftWatch {
  /** What is left of all that was learned, after an alarm. */
  public static final double KEPT = .05;

  /** A model that has just begun misses by ever less; so many outcomes say nothing of drift. */
  private static final int SETTLING = 200;

  private final List<Adwin> sizes = new ArrayList<>();
  private final List<Adwin> sides = new ArrayList<>();
  private PageHinkley losses;
  private long seen;

  public DriftWatch() {
    losses = new PageHinkley();
    begin();
  }

  /** The one that {@link #snapshot} was taken of; it goes on as if nothing had happened. */
  public DriftWatch(Snapshot at) {
    at.sizes().forEach(one -> sizes.add(new Adwin(one)));
    at.sides().forEach(one -> sides.add(new Adwin(one)));
    losses = new PageHinkley(at.losses());
    seen = at.seen();
  }

  /**
   * All that it remembers, to go on after a restart.
   *
   * @param seen outcomes since the last alarm
   * @param sizes of errors, in the order of {@link Measure}
   * @param sides the errors themselves, in that order
   */
  public record Snapshot(
      long seen,
      List<Adwin.Snapshot> sizes,
      List<Adwin.Snapshot> sides,
      PageHinkley.Snapshot losses) {
    public Snapshot {
      sizes = List.copyOf(sizes);
      sides = List.copyOf(sides);
    }
  }

  /**
   * Sees an outcome; true when it is an alarm, after which it begins anew.
   *
   * @param missed by how much each measure missed what was expected, in the order of {@link
   *     Measure}; NaN when unknown
   * @param reward in [0,1]
   */
  public boolean see(double[] missed, double reward) {
    if (++seen <= SETTLING) {
      return false;
    }
    boolean alarm = losses.see(1 - reward);
    for (int i = 0; i < missed.length; i++) {
      if (!Double.isNaN(missed[i])) {
        double before = sizes.get(i).mean();
        boolean grown = sizes.get(i).see(Math.abs(missed[i])) && sizes.get(i).mean() > before;
        alarm |= sides.get(i).see(missed[i]) || grown;
      }
    }
    if (alarm) {
      begin();
    }
    return alarm;
  }

  private void begin() {
    sizes.clear();
    sides.clear();
    for (int i = 0; i < Measure.values().length; i++) {
      sizes.add(new Adwin());
      sides.add(new Adwin());
    }
    losses = new PageHinkley();
    seen = 0;
  }

  /** All that is to be kept; {@link #DriftWatch(Snapshot)} goes on from it. */
  public Snapshot snapshot() {
    return new Snapshot(
        seen,
        sizes.stream().map(Adwin::snapshot).toList(),
        sides.stream().map(Adwin::snapshot).toList(),
        losses.snapshot());
  }
}
