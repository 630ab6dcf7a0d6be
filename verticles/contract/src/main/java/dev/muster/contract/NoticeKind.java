package dev.muster.contract;

import java.util.Locale;

/** What a person should look at. */
public enum NoticeKind {
  /** Hooks ran while the host could not be reached. */
  HOOKS_MISSED,
  /** A hook was answered 401 or another refusal. */
  HOOKS_REFUSED,
  /** An installed entry did not reach the host when it was proved. */
  HOOKS_SILENT,
  /** Files changed without a lease. */
  UNLEASED_EDITS,
  /** A plugin was quarantined; one that denies on failure keeps denying. */
  PLUGIN_QUARANTINED,
  /** What a source reports is odder than what others report; its outcomes are not learned. */
  SOURCE_DOUBTED;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
