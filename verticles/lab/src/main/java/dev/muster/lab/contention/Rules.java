package dev.muster.lab.contention;

/**
 * A strategy at work in one replay: it is asked at the moments that matter and keeps what it must
 * remember. The replay does the rest: time, agents, queue, and counting.
 */
interface Rules {
  /** The place of a task in the queue, the least first; equal ranks go by arrival. */
  default double rank(PlannedTask task) {
    return task.arrival();
  }

  /** Whether a task that is in the queue may be taken up now. */
  default boolean mayBegin(TaskRun task, double now) {
    return true;
  }

  /** An agent has taken the task up, for the first time or again. */
  default void began(TaskRun task, double now) {}

  /** The task knows now what it will edit. */
  default Verdict scouted(TaskRun task, double now) {
    return Verdict.GO_ON;
  }

  /** The task is about to edit; asked again while it waits. */
  default Verdict edits(TaskRun task, PlannedEdit edit, double now) {
    return Verdict.GO_ON;
  }

  /** The agent has left the task: it was put back, or it has landed. */
  default void left(TaskRun task) {}
}
