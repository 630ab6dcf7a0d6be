package dev.muster.contract;

/** An address that answers: a request of type {@code Q} gets a reply of type {@code R}. */
public record Service<Q extends Request, R extends Reply>(
    String address, Class<Q> request, Class<R> reply) {}
