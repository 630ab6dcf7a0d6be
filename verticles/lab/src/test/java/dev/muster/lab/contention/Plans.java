package dev.muster.lab.contention;

import dev.muster.contract.LineRange;
import java.util.List;

/** Tasks that a test writes down, so that their replay can be worked by hand. */
final class Plans {
  private Plans() {}

  static PlannedTask task(
      int number, double arrival, double work, double scouting, PlannedEdit... edits) {
    return new PlannedTask(number, arrival, work, scouting, List.of(edits), 1.0 / (1 + number));
  }

  /** An edit of {@code path} that every declaration names, after {@code at} minutes of work. */
  static PlannedEdit edit(String path, double at) {
    return edit(path, at, 0);
  }

  /** An edit that declarations name whose completeness is above {@code draw}. */
  static PlannedEdit edit(String path, double at, double draw) {
    return new PlannedEdit(file(path), at, draw);
  }

  static PlannedEdit edit(String path, double at, LineRange... lines) {
    return new PlannedEdit(file(path, lines), at, 0);
  }

  static TouchedFile file(String path, LineRange... lines) {
    return new TouchedFile(path, HubFiles.contains(path), List.of(lines));
  }

  static List<TaskRun> replay(int agents, Strategy strategy, PlannedTask... tasks) {
    return Replay.run(List.of(tasks), agents, strategy);
  }

  static List<Double> landings(List<TaskRun> tasks) {
    return tasks.stream().map(TaskRun::landedAt).toList();
  }

  /** The numbers of the tasks that met another one so. */
  static List<Integer> met(TaskRun.Conflict conflict, List<TaskRun> tasks) {
    return tasks.stream()
        .filter(task -> task.conflicts().contains(conflict))
        .map(task -> task.plan().number())
        .toList();
  }
}
