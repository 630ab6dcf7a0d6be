package dev.muster.monitoring;

import java.time.Duration;

/**
 * How often and how much is kept.
 *
 * @param every the time between two snapshots
 * @param keep how long snapshots and ended silences are kept
 * @param historyMax changes of alerts that are kept
 * @param silencesMax silences that are kept; one more is refused
 */
public record MonitoringLimits(Duration every, Duration keep, int historyMax, int silencesMax) {}
