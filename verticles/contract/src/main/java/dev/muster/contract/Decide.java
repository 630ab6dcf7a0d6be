package dev.muster.contract;

/** Ask what would be decided for a task now; nothing is stored. */
public record Decide(NewTask task) implements Request {
  public Decide {
    task = Message.required("task", task);
  }
}
