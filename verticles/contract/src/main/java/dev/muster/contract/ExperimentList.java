package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The experiments, newest first. */
public record ExperimentList(List<Experiment> experiments) implements Reply {
  public ExperimentList {
    experiments = List.copyOf(experiments);
  }

  /** The one that goes on; null when none does. */
  public @Nullable Experiment open() {
    return experiments.stream()
        .filter(experiment -> experiment.state() == ExperimentState.OPEN)
        .findFirst()
        .orElse(null);
  }
}
