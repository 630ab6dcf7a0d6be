package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** What one plugin did in one phase since the host started; microseconds, null without a call. */
public record PluginPhase(
    String phase,
    long calls,
    long failures,
    long vetoes,
    @Nullable Double p50Us,
    @Nullable Double p99Us) {}
