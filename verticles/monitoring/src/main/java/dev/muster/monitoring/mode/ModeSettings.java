package dev.muster.monitoring.mode;

import java.time.Duration;
import java.util.List;

/**
 * When a mode begins and ends by itself.
 *
 * @param every how often the host looks
 * @param memoryHigh the share of memory in use, in (0,1], from which on it is an emergency
 * @param memoryLow the share below which it is none any more, below {@code memoryHigh}
 * @param enterAfter so long memory must be that high
 * @param leaveAfter so long it must be that low
 * @param orderFor how long an order holds that does not say
 * @param windows when the host is in maintenance
 */
public record ModeSettings(
    Duration every,
    double memoryHigh,
    double memoryLow,
    Duration enterAfter,
    Duration leaveAfter,
    Duration orderFor,
    List<MaintenanceWindow> windows) {
  public ModeSettings {
    if (!(memoryLow > 0 && memoryLow < memoryHigh && memoryHigh <= 1)) {
      throw new IllegalArgumentException(
          "the bounds of memory must be 0 < low < high <= 1, were "
              + memoryLow
              + " and "
              + memoryHigh);
    }
    windows = List.copyOf(windows);
  }
}
