package dev.muster.lab.gate;

import dev.muster.learning.DriftWatch;
import dev.muster.learning.Learner;
import java.util.Locale;

/** What a policy does about a world that changes. */
enum Habit {
  KEEPS_ALL(1, false),
  FORGETS_9995(.9995, false),
  FORGETS_999(.999, false),
  /** It knows when the world changes, and begins anew. */
  TOLD(1, false),
  /** As the host does: {@link DriftWatch} on top of its forgetting. */
  WATCHES(Learner.KEEP, true);

  final double keep;
  final boolean watches;

  Habit(double keep, boolean watches) {
    this.keep = keep;
    this.watches = watches;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
