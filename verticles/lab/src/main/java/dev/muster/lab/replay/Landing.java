package dev.muster.lab.replay;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Strict landing: a part lands only on what its task was written against.
 *
 * <p>Two checks on one and the same head, repeated after every lost swap. First, each part that
 * comes before must be reachable (see {@link Planning}); what is not is named, as an agent would
 * find it out. Second, the head may differ from the task's base nowhere near the part's paths. With
 * the first fulfilled the second always holds; a difference is a bug and is said so, never landed.
 * A part that is reachable already is not landed again.
 */
final class Landing {
  /** Every lost swap but those to a lock means that another part landed: far fewer are lost. */
  private static final int SWAPS_MAX = 500;

  private final Integration integration;
  private final TaskIds ids;

  Landing(Integration integration, TaskIds ids) {
    this.integration = integration;
    this.ids = ids;
  }

  /** How a try to land one part ended. */
  sealed interface Outcome {
    record Landed(String commit) implements Outcome {}

    record Already() implements Outcome {}

    /** The numbers of the earlier tasks that must land first. */
    record Missing(List<Integer> tasks) implements Outcome {}
  }

  Outcome land(ReplayTask task, Part part, int slot, long fence) {
    for (int swap = 0; swap < SWAPS_MAX; swap++) {
      Outcome outcome = attempt(task, part, slot, fence);
      if (outcome != null) {
        return outcome;
      }
    }
    throw new IllegalStateException("main was moved by others %d times".formatted(SWAPS_MAX));
  }

  /** Null when the swap was lost. */
  private @Nullable Outcome attempt(ReplayTask task, Part part, int slot, long fence) {
    Integration.Head head = integration.head();
    if (head.has(ids.id(task.number()), part.number())) {
      return new Outcome.Already();
    }
    var missing = new TreeSet<Integer>();
    for (PartKey earlier : part.after()) {
      if (!head.has(ids.id(earlier.task()), earlier.part())) {
        missing.add(earlier.task());
      }
    }
    if (!missing.isEmpty()) {
      return new Outcome.Missing(List.copyOf(missing));
    }
    requireBase(task, part, head);
    String tree = integration.treeWith(head, part);
    String commit = integration.commit(tree, head.commit(), message(task, part, slot, fence));
    return integration.move(head.commit(), commit) ? new Outcome.Landed(commit) : null;
  }

  private void requireBase(ReplayTask task, Part part, Integration.Head head) {
    var touched = new PathSet();
    part.changes().forEach(change -> touched.add(change.path()));
    for (RepoPath path : integration.differing(task.baseTree(), head.tree())) {
      if (touched.overlaps(path)) {
        throw new IllegalStateException(
            "strict landing broke: '%s' differs from the base of %s although nothing is missing"
                .formatted(path.text(), task.commit()));
      }
    }
  }

  private String message(ReplayTask task, Part part, int slot, long fence) {
    return """
    %s

    Muster-Task: %s
    Muster-Part: %d/%d
    Muster-Slot: %d
    Muster-Fence: %d
    """
        .formatted(
            task.subject(), ids.id(task.number()), part.number(), task.parts().size(), slot, fence);
  }
}
