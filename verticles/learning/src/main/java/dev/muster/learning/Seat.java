package dev.muster.learning;

import java.nio.file.Path;

/**
 * Who learns, and where.
 *
 * @param swarm that is learned for
 * @param holder who learns, in words
 * @param folder where challengers are fitted; made when it is needed
 */
public record Seat(String swarm, String holder, Path folder) {}
