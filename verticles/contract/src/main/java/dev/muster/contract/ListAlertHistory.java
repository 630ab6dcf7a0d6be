package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * Ask for the latest changes of alerts.
 *
 * @param name of one alert only; null for all
 * @param limit 1 to 1000
 */
public record ListAlertHistory(@Nullable String name, int limit) implements Request {
  private static final int LIMIT_MAX = 1000;

  public ListAlertHistory {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit must be in 1.." + LIMIT_MAX + ", was " + limit);
    }
  }
}
