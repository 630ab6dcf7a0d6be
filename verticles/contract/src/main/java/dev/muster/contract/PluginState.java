package dev.muster.contract;

import java.util.Locale;

/** Where a plugin stands. */
public enum PluginState {
  /** It cannot be read or must not be loaded; the reason says why. */
  INVALID,
  /** Its digest is not in the lock file. */
  PENDING_LOCK,
  /** An operator switched it off, or it came with the host and was not switched on. */
  DISABLED,
  /** It is being started. */
  STARTING,
  /** It takes part. */
  ACTIVE,
  /** It takes part without a line in the lock file, because the host runs with {@code --dev}. */
  ACTIVE_UNLOCKED,
  /** Its file is gone; calls that run are ending. */
  DRAINING,
  /** It failed too often in a row, or was in a call at two deaths of the host. */
  QUARANTINED,
  /** It did not start. */
  FAILED;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
