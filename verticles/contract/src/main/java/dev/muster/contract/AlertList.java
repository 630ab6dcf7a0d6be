package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alerts in the order of their rules, and the silences that are kept, the last to end first.
 *
 * @param at when the rules were judged; null before the first time
 */
public record AlertList(@Nullable Instant at, List<Alert> alerts, List<Silence> silences)
    implements Reply {
  public AlertList {
    alerts = List.copyOf(alerts);
    silences = List.copyOf(silences);
  }
}
