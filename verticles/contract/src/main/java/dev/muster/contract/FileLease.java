package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claim on a file. It ends at {@code until} unless an edit renews it, and at {@code heldAtMost}
 * whatever happens; {@code lent} is one that a sub-agent has from its own session; {@code edits}
 * counts successful edits under it.
 */
public record FileLease(
    LeaseId id,
    FileKey file,
    Holder holder,
    String agent,
    @Nullable TaskId taskId,
    @Nullable String intent,
    long fence,
    Instant grantedAt,
    Instant renewedAt,
    Instant until,
    Instant heldAtMost,
    boolean lent,
    long edits) {}
