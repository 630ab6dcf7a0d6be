package dev.muster.host.mcp;

import java.time.Duration;

/** How many MCP sessions there may be, what each keeps for a cut connection, and for how long. */
public record McpLimits(int sessionsMax, int replayEventsMax, Duration sessionIdle) {}
