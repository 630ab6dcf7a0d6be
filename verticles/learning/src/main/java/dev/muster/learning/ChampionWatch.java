package dev.muster.learning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches the model that serves for drift, and how long it needs to outgrow an alarm. Confined to
 * one thread.
 */
final class ChampionWatch {
  /** So many outcomes after an alarm a model is still recovering. */
  private static final long RECOVERY = 500;

  /** What was learned before so many alarms weighs less than {@link Anew} learns again. */
  private static final int RANG_MOST = 7;

  private final List<Long> rang;
  private @Nullable String watched;
  private DriftWatch drift;
  private long alarms;
  private long recovery;

  ChampionWatch(State at) {
    watched = at.watched();
    drift = new DriftWatch(at.drift());
    alarms = at.alarms();
    recovery = at.recovery();
    rang = new ArrayList<>(at.rang());
  }

  /**
   * All that it has seen, to go on after a restart.
   *
   * @param watched the model whose errors these are
   * @param recovery outcomes until the last alarm is outgrown
   * @param rang as {@link #rang} gives it
   */
  record State(
      @Nullable String watched,
      DriftWatch.Snapshot drift,
      long alarms,
      long recovery,
      List<Long> rang) {
    static final State FRESH = new State(null, new DriftWatch().snapshot(), 0, 0, List.of());

    State {
      rang = rang == null ? List.of() : List.copyOf(rang); // no earlier version stored them
    }
  }

  State state() {
    return new State(watched, drift.snapshot(), alarms, recovery, rang);
  }

  /**
   * Sees an outcome under a model; true when it is an alarm, after which it begins anew.
   *
   * @param model whose expectation it was
   * @param missed as {@link DriftWatch#see} takes it
   * @param reward in [0,1]
   * @param number the how many-th outcome it is, from 1
   */
  boolean see(String model, double[] missed, double reward, long number) {
    if (!model.equals(watched)) {
      drift = new DriftWatch();
      watched = model;
    }
    recovery = Math.max(0, recovery - 1);
    if (!drift.see(missed, reward)) {
      return false;
    }
    alarms++;
    recovery = RECOVERY;
    rang.addLast(number);
    if (rang.size() > RANG_MOST) {
      rang.removeFirst();
    }
    return true;
  }

  /** The how many-th outcomes the latest alarms rang at, the oldest first. */
  List<Long> rang() {
    return rang;
  }

  long alarms() {
    return alarms;
  }

  boolean recovering() {
    return recovery > 0;
  }
}
