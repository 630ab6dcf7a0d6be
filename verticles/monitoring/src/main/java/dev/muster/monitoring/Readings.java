package dev.muster.monitoring;

import dev.muster.contract.AgentState;
import dev.muster.contract.Figure;
import dev.muster.contract.Grade;
import dev.muster.contract.ModelList;
import dev.muster.contract.Plugin;
import dev.muster.contract.PluginList;
import dev.muster.contract.PluginState;
import dev.muster.contract.Reading;
import dev.muster.contract.TaskState;
import dev.muster.store.FigureRows.Closed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readings of a snapshot: the live figures by their names, by how much the two accuracies are
 * above their baselines, and what is counted now. The names are the same whatever is known.
 */
final class Readings {

  /** What a snapshot holds beside the live figures; null what did not answer. */
  record Counted(
      Map<TaskState, Long> tasks,
      Map<AgentState, Long> agents,
      @Nullable Double machineMemory,
      @Nullable ModelList models,
      @Nullable PluginList plugins) {
    static final Counted NOTHING = new Counted(Map.of(), Map.of(), null, null, null);

    Counted {
      tasks = Map.copyOf(tasks);
      agents = Map.copyOf(agents);
    }
  }

  private final List<Reading> readings = new ArrayList<>();

  private Readings() {}

  static List<Reading> of(Seen seen, Counted counted) {
    var all = new Readings();
    for (Figure figure : LiveFigures.of(seen)) {
      Double value = figure.value();
      String why = value == null ? unknown(figure) : null;
      all.readings.add(new Reading(figure.name(), value, figure.baseline(), why));
    }
    all.gains(seen.closed());
    all.fleet(counted);
    all.models(counted.models());
    all.plugins(counted.plugins());
    return all.readings;
  }

  private static String unknown(Figure figure) {
    String window = figure.window();
    if (window.equals("now")) {
      return "the system does not say";
    }
    return window.startsWith("last") ? "nothing of it in the " + window : window;
  }

  /**
   * The gain of each decision over what its baseline says of it, so that both stand on the same
   * decisions: a gain whose upper bound is below 0 is significantly below the baseline.
   */
  private void gains(List<Closed> closed) {
    List<Closed> promised =
        closed.stream().filter(c -> c.result().judged() && c.promise() != null).toList();
    Grade commonest =
        LiveFigures.counts(promised).entrySet().stream()
            .max(Comparator.comparingLong(Map.Entry::getValue))
            .map(Map.Entry::getKey)
            .orElse(Grade.A);
    gain(
        "model_accuracy",
        promised.stream()
            .mapToDouble(c -> share(right(c)) - share(LiveFigures.grade(c) == commonest))
            .toArray());
    gain(
        "coordination_accuracy",
        promised.stream()
            .filter(LiveFigures::settled)
            .mapToDouble(c -> share(LiveFigures.kept(c)) - LiveFigures.promise(c).kept())
            .toArray());
  }

  static boolean right(Closed closed) {
    return LiveFigures.promise(closed).grade() == LiveFigures.grade(closed);
  }

  static double share(boolean hit) {
    return hit ? 1 : 0;
  }

  private void gain(String figure, double[] gains) {
    Sample sample = Sample.mean(gains);
    String why = "of " + sample.count() + " decisions with a promise nothing can be said";
    add(figure + "_gain", sample.mean(), why);
    add(figure + "_gain_low", sample.low(), why);
    add(figure + "_gain_high", sample.high(), why);
  }

  private void fleet(Counted counted) {
    for (TaskState state : TaskState.values()) {
      count("tasks_" + state.name().toLowerCase(Locale.ROOT), counted.tasks().get(state));
    }
    for (AgentState state : AgentState.values()) {
      count("agents_" + state, counted.agents().get(state));
    }
    add("machine_memory", counted.machineMemory(), "the system does not say");
  }

  private void models(@Nullable ModelList models) {
    String why = "the learner did not answer";
    add("outcomes_waiting", models == null ? null : (double) models.waiting(), why);
    add("outcomes_quarantined", models == null ? null : (double) models.quarantined(), why);
    add("drift_alarms", models == null ? null : (double) models.drifts(), why);
    add("model_recovering", models == null ? null : share(models.recovering()), why);
    add("learning_stopped", models == null ? null : share(models.stopped() != null), why);
  }

  private void plugins(@Nullable PluginList plugins) {
    String why = "the plugins did not answer";
    List<Plugin> quarantined =
        plugins == null
            ? List.of()
            : plugins.plugins().stream()
                .filter(plugin -> plugin.state() == PluginState.QUARANTINED)
                .toList();
    long denying = quarantined.stream().filter(Plugin::denies).count();
    add("plugins_quarantined", plugins == null ? null : (double) quarantined.size(), why);
    add("plugins_denying", plugins == null ? null : (double) denying, why);
  }

  private void count(String name, @Nullable Long count) {
    add(name, count == null ? 0.0 : count.doubleValue(), "");
  }

  private void add(String name, @Nullable Double value, String why) {
    readings.add(new Reading(name, value, null, value == null ? why : null));
  }
}
