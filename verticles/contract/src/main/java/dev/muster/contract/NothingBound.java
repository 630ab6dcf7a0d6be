package dev.muster.contract;

/** No slot is bound to the agent now. */
public record NothingBound() implements Claim {}
