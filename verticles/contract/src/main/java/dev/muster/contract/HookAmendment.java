package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** A plugin's change of what is about to happen: a cap on the agents, a note, or both. */
public record HookAmendment(String plugin, @Nullable Integer agentsMax, @Nullable String note) {}
