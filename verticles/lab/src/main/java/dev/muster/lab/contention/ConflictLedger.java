package dev.muster.lab.contention;

import dev.muster.contract.Closeness;
import dev.muster.lab.contention.TaskRun.Conflict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has what edited and not landed, and who met whom: two tasks conflict on a file when the times
 * from each one's edit of it to its landing overlap. The strategies do not see this.
 */
final class ConflictLedger {
  private record Open(TaskRun task, TouchedFile file) {}

  private final Map<String, List<Open>> open = new HashMap<>();
  private final Map<String, List<TaskRun>> editing = new HashMap<>();

  /** The task enters the part of its work in which it edits, or comes back to it. */
  void editing(TaskRun task) {
    for (PlannedEdit edit : task.plan().edits()) {
      if (!edit.file().hub()) {
        List<TaskRun> others = editing.computeIfAbsent(edit.file().path(), _ -> new ArrayList<>());
        others.forEach(other -> both(task, other, Conflict.BESIDE));
        others.add(task);
      }
    }
  }

  void leftEditing(TaskRun task) {
    for (PlannedEdit edit : task.plan().edits()) {
      List<TaskRun> all = editing.get(edit.file().path());
      if (all != null) {
        all.remove(task);
      }
    }
  }

  void edited(TaskRun task, TouchedFile file) {
    List<Open> others = open.computeIfAbsent(file.path(), _ -> new ArrayList<>());
    for (Open other : others) {
      both(task, other.task(), Conflict.ANY_FILE);
      Closeness closeness = file.to(other.file());
      if (closeness != Closeness.HUB) {
        both(task, other.task(), Conflict.FILE);
      }
      if (closeness == Closeness.SAME_LINES || closeness == Closeness.NEAR_LINES) {
        both(task, other.task(), Conflict.LINES);
      }
    }
    others.add(new Open(task, file));
  }

  /** What the task has edited so far is in the others' base from now on. */
  void landed(TaskRun task) {
    for (PlannedEdit edit : task.plan().edits().subList(0, task.edited())) {
      List<Open> others = open.get(edit.file().path());
      if (others != null) {
        others.removeIf(entry -> entry.task().equals(task));
      }
    }
  }

  private static void both(TaskRun one, TaskRun other, Conflict conflict) {
    one.met(conflict);
    other.met(conflict);
  }
}
