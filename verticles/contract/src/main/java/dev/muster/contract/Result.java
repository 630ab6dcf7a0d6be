package dev.muster.contract;

import java.util.Locale;

/**
 * How a slot or an attempt ended. The order from {@code FAILED} to {@code UNKNOWN} decides which of
 * several unsuccessful slots names the attempt's result.
 */
public enum Result {
  SUCCEEDED,
  FAILED,
  CONFLICT,
  PREDECESSOR,
  PARKED,
  EXPIRED,
  HANDED_BACK,
  UNKNOWN,
  /** Ended by the submitter. */
  CANCELLED,
  /** Bound, but no slot was claimed in time: not an outcome. */
  UNCLAIMED,
  /** This slot's fence was voided because slot 0 or its task had ended: only of slots. */
  VOIDED;

  /** Whether an agent may report it; the others are the host's own words. */
  public boolean reportable() {
    return switch (this) {
      case SUCCEEDED, FAILED, CONFLICT, PREDECESSOR, PARKED, HANDED_BACK, UNKNOWN -> true;
      case EXPIRED, CANCELLED, UNCLAIMED, VOIDED -> false;
    };
  }

  /**
   * Whether it says how well the work went: it enters the historical success rate and the live
   * accuracies. The others tell of the host, of a person, or nothing.
   */
  public boolean judged() {
    return switch (this) {
      case SUCCEEDED, FAILED, CONFLICT, EXPIRED -> true;
      case PREDECESSOR, PARKED, HANDED_BACK, UNKNOWN, CANCELLED, UNCLAIMED, VOIDED -> false;
    };
  }

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
