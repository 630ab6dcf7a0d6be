package dev.muster.monitoring;

import dev.muster.contract.Figure;
import dev.muster.contract.TaskState;
import dev.muster.store.Tx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What gauges show, as of one look at the store and at the system.
 *
 * @param tasks how many are stored in each state; none of a state that is absent
 * @param figures the live figures
 */
record Reading(Map<TaskState, Long> tasks, List<Figure> figures, Memory memory) {
  Reading {
    tasks = Map.copyOf(tasks);
    figures = List.copyOf(figures);
  }

  /** Looks now; what the system says lies below {@code proc}. */
  static Reading of(Tx tx, Instant now, Path proc) {
    Memory memory = Memory.read(proc);
    Seen seen = Seen.unchecked(tx, now, memory.resident());
    return new Reading(tx.tasks().counts(), LiveFigures.of(seen), memory);
  }

  Figure figure(String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no live figure is called " + name));
  }

  /** Null when there are too few outcomes to say that a grade holds too many. */
  @Nullable Double commonestGrade() {
    Figure commonest = figure("commonest_grade");
    return commonest.baseline() == null ? null : commonest.value();
  }
}
