package dev.muster.host;

import dev.muster.monitoring.alert.AlertRules;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a host is started: its port, its data, its page, the plugins that came with it, the drop-in
 * folder that was named if any, whether unlocked plugins load, and the rules of alerts. For the
 * conformance suite {@code /mcp} offers its fixture and nothing of ours.
 */
record Start(
    int port,
    Path data,
    Path webroot,
    Path bundledPlugins,
    @Nullable Path plugins,
    boolean dev,
    boolean mcpConformance,
    AlertRules alerts) {}
