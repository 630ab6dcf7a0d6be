package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that a person should look at, until somebody said that they did. */
public record Notice(
    NoticeId id,
    NoticeKind kind,
    Instant at,
    Instant lastAt,
    long count,
    @Nullable String repo,
    @Nullable String agent,
    String text,
    @Nullable Instant reviewedAt) {}
