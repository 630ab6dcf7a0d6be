package dev.muster.host.plugin.run;

import dev.muster.host.plugin.engine.EngineLimits;
import java.time.Duration;

/** How long, how many and how often: what conf says of plugins. */
public record PluginLimits(
    Duration scan,
    int callsMax,
    int queueMax,
    Duration jarDeadline,
    Duration serveDeadline,
    Duration callDeadline,
    Duration wasmDeadline,
    Duration editDeadline,
    Duration startDeadline,
    Duration drain,
    int failuresMax,
    EngineLimits engines) {}
