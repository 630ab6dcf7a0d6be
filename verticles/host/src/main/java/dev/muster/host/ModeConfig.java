package dev.muster.host;

import dev.muster.monitoring.mode.MaintenanceWindow;
import dev.muster.monitoring.mode.ModeSettings;
import java.time.Duration;
import java.util.List;

/** Section {@code modes}: when a mode begins and ends by itself. */
record ModeConfig(
    Integer everyS,
    Double memoryHigh,
    Double memoryLow,
    Integer enterAfterS,
    Integer leaveAfterS,
    Integer orderForMin,
    List<String> maintenance) {
  private static final double HIGH = .95;
  private static final double LOW = .85;

  ModeConfig {
    everyS = Config.within("modes.every_s", everyS, 2, 1, 60);
    memoryHigh = memoryHigh == null ? HIGH : memoryHigh;
    memoryLow = memoryLow == null ? LOW : memoryLow;
    enterAfterS = Config.within("modes.enter_after_s", enterAfterS, 10, 0, 3600);
    leaveAfterS = Config.within("modes.leave_after_s", leaveAfterS, 60, 0, 3600);
    orderForMin = Config.within("modes.order_for_min", orderForMin, 60, 1, 10_080);
    maintenance = maintenance == null ? List.of() : List.copyOf(maintenance);
    maintenance.forEach(MaintenanceWindow::of);
    if (!(memoryLow > 0 && memoryLow < memoryHigh && memoryHigh <= 1)) {
      throw new IllegalArgumentException(
          "0 < modes.memory_low < modes.memory_high <= 1 must hold, were "
              + memoryLow
              + " and "
              + memoryHigh);
    }
  }

  ModeSettings settings() {
    return new ModeSettings(
        Duration.ofSeconds(everyS),
        memoryHigh,
        memoryLow,
        Duration.ofSeconds(enterAfterS),
        Duration.ofSeconds(leaveAfterS),
        Duration.ofMinutes(orderForMin),
        maintenance.stream().map(MaintenanceWindow::of).toList());
  }
}
