package dev.muster.contract;

/** A silence as it stands now. */
public record SilenceAnswer(Silence silence) implements Reply {}
