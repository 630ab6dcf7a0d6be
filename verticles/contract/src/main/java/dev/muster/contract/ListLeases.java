package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** Ask for the leases, of one repository or one session when named. */
public record ListLeases(@Nullable String repo, @Nullable String session) implements Request {}
