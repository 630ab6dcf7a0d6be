package dev.muster.contract;

/** How far the host trusts its models and machine; a later one is stricter. */
public enum Mode {
  /** A model decides. */
  PRODUCTION,
  /** The heuristic curve decides. */
  FALLBACK,
  /** One agent for each task, and caches are trimmed. */
  EMERGENCY,
  /** No task starts; what runs goes on to its end, and models are fitted. */
  MAINTENANCE;

  /** The one of the two that trusts less. */
  public Mode stricter(Mode other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
