package dev.muster.lab.gate;

import dev.muster.learning.OffPolicy.Estimate;
import dev.muster.learning.OffPolicy.Estimates;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of the estimators over the same decisions. */
enum Estimator {
  DM,
  IPS,
  SNIPS,
  DR,
  SWITCH_DR;

  /** Null when there is too little to estimate from. */
  @Nullable Estimate of(Estimates estimates) {
    return switch (this) {
      case DM -> estimates.dm();
      case IPS -> estimates.ips();
      case SNIPS -> estimates.snips();
      case DR -> estimates.dr();
      case SWITCH_DR -> estimates.switchDr();
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
