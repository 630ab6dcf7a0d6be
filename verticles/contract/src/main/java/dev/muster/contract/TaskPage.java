package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some tasks, newest first; {@code next} continues the list, null at its end. */
public record TaskPage(List<TaskSummary> tasks, @Nullable TaskId next) implements Reply {
  public TaskPage {
    tasks = List.copyOf(tasks);
  }
}
