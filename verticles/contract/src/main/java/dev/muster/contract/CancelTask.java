package dev.muster.contract;

/** End a task that has not ended; the fences of its open attempt are void from then on. */
public record CancelTask(TaskId taskId) implements Request {
  public CancelTask {
    taskId = Message.required("task_id", taskId);
  }
}
