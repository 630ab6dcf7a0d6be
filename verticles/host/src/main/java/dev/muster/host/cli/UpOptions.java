package dev.muster.host.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code muster up} was asked for; a null port, file or drop-in folder means the
 * configuration's own. {@code dev} loads plugins that have no line in the lock file. With {@code
 * mcpConformance} the MCP face is that of the conformance suite.
 */
public record UpOptions(
    @Nullable Integer port,
    Path data,
    @Nullable Path conf,
    @Nullable Path plugins,
    boolean dev,
    boolean mcpConformance) {}
