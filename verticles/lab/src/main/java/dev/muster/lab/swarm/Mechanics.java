package dev.muster.lab.swarm;

/** What n agents make of a task. */
sealed interface Mechanics permits UsualMechanics, OtherMechanics {

  /** How a replication of a task goes with {@code n} agents, 1..8. */
  Outcome run(Replication replication, int n);
}
