package dev.muster.host.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code muster up} was asked for; a null port or file means the configuration's own. With
 * {@code mcpConformance} the MCP face is that of the conformance suite.
 */
public record UpOptions(
    @Nullable Integer port, Path data, @Nullable Path conf, boolean mcpConformance) {}
