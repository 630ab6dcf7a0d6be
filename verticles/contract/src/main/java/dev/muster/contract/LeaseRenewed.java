package dev.muster.contract;

import java.time.Instant;

/** The slot is kept until then. */
public record LeaseRenewed(Instant leaseUntil) implements Reply {}
