package dev.muster.lab.replay;

import java.util.Locale;

/** Why a commit of the history cannot become a task. */
enum SkipReason {
  SUBMODULE,
  SHALLOW,
  MISSING_OBJECTS,
  NO_CHANGES,
  AFTER_SKIPPED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SkipReason ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
