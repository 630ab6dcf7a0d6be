package dev.muster.lab.swarm;

/**
 * What is true of a task and of the machine it meets; policies see {@link Sensors} of it.
 *
 * @param stream what happens to it is drawn below this
 * @param value what success is worth; its submitter says so
 * @param minutes of one agent on an idle machine
 * @param parallel the share of the work that can be shared, in [0,1]
 * @param pieces in how many pieces that share comes
 * @param success how likely one agent succeeds, in [0,1]
 * @param tool load of coordination by tools, in [0,1]
 * @param pairConflict how likely two agents without isolation conflict, in [0,1]
 * @param reuse share of the tokens that is reused, in [0,1]
 * @param load of the machine, in [0,1]
 * @param free agents that can be had, 1..8
 */
public record LatentTask(
    Stream stream,
    TaskType type,
    double value,
    double minutes,
    double parallel,
    int pieces,
    double success,
    double tool,
    double pairConflict,
    double reuse,
    double load,
    int free) {

  /** The same task on a machine of that load, with so many free agents. */
  LatentTask on(double load, int free) {
    return new LatentTask(
        stream,
        type,
        value,
        minutes,
        parallel,
        pieces,
        success,
        tool,
        pairConflict,
        reuse,
        load,
        free);
  }
}
