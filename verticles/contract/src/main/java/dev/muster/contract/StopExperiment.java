package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * End an experiment without a verdict.
 *
 * @param id null is the one that is open
 */
public record StopExperiment(@Nullable String id) implements Request {}
