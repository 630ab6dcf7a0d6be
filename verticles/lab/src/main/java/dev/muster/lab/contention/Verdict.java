package dev.muster.lab.contention;

/** What a strategy tells a task that has scouted or is about to edit. */
sealed interface Verdict {
  Verdict GO_ON = new GoOn();
  Verdict WAIT = new Wait();

  record GoOn() implements Verdict {}

  /** The agent stays with the task and does nothing; it is asked again at each change. */
  record Wait() implements Verdict {}

  /**
   * The agent leaves the task and takes another; the task is looked at again at each change and at
   * {@code again}. Whoever takes it up first works {@code toll} minutes more.
   */
  record PutBack(double again, double toll) implements Verdict {}
}
