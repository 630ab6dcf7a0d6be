package dev.muster.contract;

import java.util.Locale;

/** What another holder has on a file. */
public enum Stake {
  /** A lease. */
  HELD,
  /** A declaration. */
  DECLARED;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
