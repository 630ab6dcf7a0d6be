package dev.muster.contract;

/** The answer to a claim: an assignment or nothing. */
public sealed interface Claim extends Reply permits Assignment, NothingBound {}
