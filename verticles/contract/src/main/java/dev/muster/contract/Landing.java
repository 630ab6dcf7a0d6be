package dev.muster.contract;

import java.util.Locale;

/** What is known of the leases under which work landed. */
public enum Landing {
  /** Every path was held by the one who landed it. */
  CHECKED,
  /** Nobody checked. */
  UNCHECKED,
  /** A lease was lost to another holder before. */
  STALE;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
