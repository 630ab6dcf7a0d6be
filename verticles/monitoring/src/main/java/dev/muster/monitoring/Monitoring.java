package dev.muster.monitoring;

import dev.muster.monitoring.alert.AlertRules;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * What a host is watched by.
 *
 * @param proc where the system tells of memory; where it does not, that is unknown
 * @param random for ids
 */
public record Monitoring(
    AlertRules rules, MonitoringLimits limits, Path proc, RandomGenerator random) {}
