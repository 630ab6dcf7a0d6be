package dev.muster.lab.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** One slot's share of a replayed task: the parts whose number falls to it, worked and landed. */
final class SlotWork {
  private final ReplayTask task;
  private final int slot;
  private final List<Part> parts;

  SlotWork(ReplayTask task, int slot, int slots) {
    this.task = task;
    this.slot = slot;
    this.parts = task.parts().stream().filter(part -> part.number() % slots == slot).toList();
  }

  List<Part> parts() {
    return parts;
  }

  int churn() {
    return parts.stream().mapToInt(Part::churn).sum();
  }

  /** The paths that are in after the landing, and the earlier tasks that kept others out. */
  record Report(List<RepoPath> files, List<Integer> missing) {}

  /** Lands what can land; a part that has to wait does not hold up the others. */
  Report land(Landing landing, long fence) {
    var files = new ArrayList<RepoPath>();
    var missing = new TreeSet<Integer>();
    for (Part part : parts) {
      switch (landing.land(task, part, slot, fence)) {
        case Landing.Outcome.Landed _, Landing.Outcome.Already _ ->
            part.changes().forEach(change -> files.add(change.path()));
        case Landing.Outcome.Missing(List<Integer> tasks) -> missing.addAll(tasks);
      }
    }
    return new Report(files, List.copyOf(missing));
  }
}
