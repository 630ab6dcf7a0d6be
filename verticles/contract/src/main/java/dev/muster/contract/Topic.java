package dev.muster.contract;

/** An address that tells everybody who listens. */
public record Topic<E extends Event>(String address, Class<E> event) {}
