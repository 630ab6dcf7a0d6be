package dev.muster.contract;

import java.util.Locale;

/** From what an outcome is concluded. */
public enum EvidenceKind {
  /** A commit landed. */
  COMMIT,
  /** A test command ended. */
  TEST,
  /** Somebody said so: muster done. */
  DONE;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
