package dev.muster.learning;

import dev.muster.learning.challenger.Family;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a challenger of another family than the surface is fitted, and what became of the last one.
 * What began counts, whatever became of it, so that nothing is tried again and again. Confined to
 * one thread.
 */
final class Retraining {
  /** Each in its turn. */
  private static final List<Family> FAMILIES = List.of(Family.values());

  private int next;
  private long learned;
  private @Nullable Instant at;
  private @Nullable String last;
  private boolean asked;

  /** {@code state} is null when no fit has begun. */
  Retraining(@Nullable State state) {
    if (state != null) {
      next = state.next();
      learned = state.learned();
      at = state.at();
      last = state.last();
      asked = state.asked();
    }
  }

  /**
   * All that is to be kept.
   *
   * @param next whose turn it is
   * @param learned outcomes since the last one began
   * @param at when it began; null before the first
   * @param last what became of it, in words
   * @param asked whether the next one is wanted at once
   */
  record State(
      int next, long learned, @Nullable Instant at, @Nullable String last, boolean asked) {}

  /** Counts an outcome that was learned. */
  void learned() {
    learned++;
  }

  /** From now on the next one is due at once. */
  void ask() {
    asked = true;
  }

  /** What is fitted now; null when it is too early. */
  @Nullable Family due(LearningSettings settings, Roster roster, Instant now) {
    Instant before = at;
    boolean early = before != null && now.isBefore(before.plus(settings.retrainEvery()));
    early |= learned < settings.retrainAfter();
    if (settings.retrainEvery().isZero() || (early && !asked)) {
      return null;
    }
    Family due = FAMILIES.get(next);
    return roster.compares(due.label()) ? FAMILIES.get(after(due)) : due;
  }

  private static int after(Family family) {
    return (FAMILIES.indexOf(family) + 1) % FAMILIES.size();
  }

  void begin(Family family, Instant now) {
    next = after(family);
    learned = 0;
    asked = false;
    at = now;
    last = family.label() + " began at " + now.truncatedTo(ChronoUnit.SECONDS);
  }

  void ended(String note) {
    last = note;
  }

  @Nullable String last() {
    return last;
  }

  State state() {
    return new State(next, learned, at, last, asked);
  }
}
