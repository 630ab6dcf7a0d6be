package dev.muster.contract;

/** Where a task stands; the last five never change again. */
public enum TaskState {
  SUBMITTED,
  READY,
  LEASED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  UNKNOWN,
  CANCELLED,
  DEAD;

  /** Whether the task has ended. */
  public boolean terminal() {
    return switch (this) {
      case SUBMITTED, READY, LEASED, RUNNING -> false;
      case SUCCEEDED, FAILED, UNKNOWN, CANCELLED, DEAD -> true;
    };
  }
}
