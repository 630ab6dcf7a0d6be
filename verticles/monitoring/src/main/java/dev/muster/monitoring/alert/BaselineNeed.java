package dev.muster.monitoring.alert;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the baseline of a rule's metric must be for the rule to be on; without one it is off. */
public enum BaselineNeed {
  /** Above the number of the expression. */
  ABOVE,
  /** Below it. */
  BELOW,
  /** Anywhere. */
  KNOWN;

  /** Why a rule with this number is off; null when it is on. */
  @Nullable String offBecause(@Nullable Double baseline, double number) {
    if (baseline == null) {
      return "off until the baseline is known";
    }
    boolean on =
        switch (this) {
          case ABOVE -> baseline > number;
          case BELOW -> baseline < number;
          case KNOWN -> true;
        };
    return on
        ? null
        : String.format(
            Locale.ROOT, "off until the baseline, %.3f, is %s %s", baseline, this, number);
  }

  /** As it stands in a label. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
