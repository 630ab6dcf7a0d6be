package dev.muster.monitoring.alert;

import dev.muster.contract.Alert;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert with what is remembered from one judgement to the next.
 *
 * @param runSince since when its condition holds while it is pending, or does not while it is
 *     firing; times in which nobody knew are left out. Null when neither is so
 * @param judgedAt when it was judged last
 */
public record Standing(Alert alert, @Nullable Instant runSince, Instant judgedAt) {

  /** The same run, from which a time that nobody watched is left out. */
  Standing leavingOut(Duration unwatched) {
    return new Standing(alert, runSince == null ? null : runSince.plus(unwatched), judgedAt);
  }

  Standing with(Alert other) {
    return new Standing(other, runSince, judgedAt);
  }
}
