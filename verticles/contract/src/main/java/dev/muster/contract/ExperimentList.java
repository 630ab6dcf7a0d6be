package dev.muster.contract;

import java.util.List;

/** The experiments, newest first. */
public record ExperimentList(List<Experiment> experiments) implements Reply {
  public ExperimentList {
    experiments = List.copyOf(experiments);
  }
}
