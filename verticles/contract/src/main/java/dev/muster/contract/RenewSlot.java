package dev.muster.contract;

/** Keep a slot for another lease. */
public record RenewSlot(TaskId taskId, int slot, long fence) implements Request {
  public RenewSlot {
    taskId = Message.required("task_id", taskId);
  }
}
