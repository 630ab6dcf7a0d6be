package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * An outcome of recorded advice is stored.
 *
 * @param accepted whether it will be learned
 * @param reason why it is kept in quarantine instead; null when it is accepted
 */
public record FeedbackTaken(DecisionId decisionId, boolean accepted, @Nullable String reason)
    implements Reply {}
