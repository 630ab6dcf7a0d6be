package dev.muster.contract;

/** Ask for one task with its attempts and decisions. */
public record GetTask(TaskId taskId) implements Request {
  public GetTask {
    taskId = Message.required("task_id", taskId);
  }
}
