package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file that changed without a lease; the session is the one that probably did it, if any. */
public record UnleasedEdit(
    Instant at, FileKey file, @Nullable Holder holder, @Nullable String agent) {}
