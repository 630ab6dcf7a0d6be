package dev.muster.lab.contention;

import dev.muster.contract.Closeness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Declarations as the product treats them. A task declares at the end of its scouting. When what it
 * declared is close to what a task at work has declared or leases, it is parked: the agent takes
 * another task, the declaration stays and blocks nobody. It is taken up again when nothing at work
 * is close to it, or when the bound has passed since it was parked, and is then not asked again. An
 * edit that was not declared takes a lease on its file, which later declarations meet; it is never
 * stopped itself. Hub files park nobody.
 */
final class DeclarationRules implements Rules {
  /** An edit of a task at work; its place in the task tells whether it is made, and so leased. */
  private record Stake(TaskRun task, int place, PlannedEdit edit) {
    boolean leased() {
      return place < task.edited();
    }
  }

  private final double completeness;
  private final double bound;
  private final boolean lines;
  private final double toll;
  private final Map<String, List<Stake>> stakes = new HashMap<>();
  private final Map<TaskRun, Double> boundOf = new HashMap<>();

  DeclarationRules(double completeness, double bound, boolean lines, double toll) {
    this.completeness = completeness;
    this.bound = bound;
    this.lines = lines;
    this.toll = toll;
  }

  @Override
  public Verdict scouted(TaskRun task, double now) {
    if (isClear(task)) {
      activate(task);
      return Verdict.GO_ON;
    }
    double again = now + bound;
    boundOf.put(task, again);
    return new Verdict.PutBack(again, toll * task.plan().work());
  }

  @Override
  public boolean mayBegin(TaskRun task, double now) {
    Double again = boundOf.get(task);
    return again == null || now >= again || isClear(task);
  }

  @Override
  public void began(TaskRun task, double now) {
    if (task.scouted()) {
      activate(task);
    }
  }

  @Override
  public void left(TaskRun task) {
    for (PlannedEdit edit : task.plan().edits()) {
      List<Stake> all = stakes.get(edit.file().path());
      if (all != null) {
        all.removeIf(stake -> stake.task().equals(task));
      }
    }
  }

  private void activate(TaskRun task) {
    List<PlannedEdit> edits = task.plan().edits();
    for (int i = 0; i < edits.size(); i++) {
      stakes
          .computeIfAbsent(edits.get(i).file().path(), _ -> new ArrayList<>())
          .add(new Stake(task, i, edits.get(i)));
    }
  }

  private boolean isClear(TaskRun task) {
    return task.plan().edits().stream()
        .filter(edit -> isDeclared(edit) && !edit.file().hub())
        .noneMatch(edit ->
            stakes.getOrDefault(edit.file().path(), List.of()).stream()
                .anyMatch(stake -> blocks(stake, edit.file())));
  }

  /** A lease on a file counts by the lines that its holder declared there, else as the whole. */
  private boolean blocks(Stake stake, TouchedFile file) {
    if (!isDeclared(stake.edit())) {
      return stake.leased();
    }
    return !lines || file.to(stake.edit().file()) != Closeness.FAR_LINES;
  }

  private boolean isDeclared(PlannedEdit edit) {
    return edit.declared(completeness);
  }
}
