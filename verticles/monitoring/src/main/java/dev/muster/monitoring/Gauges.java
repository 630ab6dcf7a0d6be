package dev.muster.monitoring;

import dev.muster.contract.TaskState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The meters that show what was read last. One whose value is unknown is absent: a gauge that stays
 * and shows 0, or no number, would be taken for a measurement.
 */
final class Gauges {
  private static final String BYTES = "bytes";

  /** What one gauge shows. */
  private record Line(
      String name, String unit, String description, Function<Reading, @Nullable Number> value) {}

  private static final List<Line> LINES =
      List.of(
          ratio(
              "muster.model.accuracy",
              "Share of closed decisions whose predicted grade was right.",
              reading -> reading.figure("model_accuracy").value()),
          ratio(
              "muster.model.accuracy.upper",
              "Upper bound of 95 % of muster_model_accuracy_ratio.",
              reading -> reading.figure("model_accuracy").high()),
          ratio(
              "muster.model.accuracy.baseline",
              "What muster_model_accuracy_ratio would be if the commonest grade were predicted.",
              reading -> reading.figure("model_accuracy").baseline()),
          ratio(
              "muster.coordination.accuracy",
              "Share of promises of closed decisions that were kept.",
              reading -> reading.figure("coordination_accuracy").value()),
          ratio(
              "muster.coordination.accuracy.upper",
              "Upper bound of 95 % of muster_coordination_accuracy_ratio.",
              reading -> reading.figure("coordination_accuracy").high()),
          ratio(
              "muster.coordination.accuracy.predicted",
              "What the model said that muster_coordination_accuracy_ratio would be.",
              reading -> reading.figure("coordination_accuracy").baseline()),
          ratio(
              "muster.errors",
              "Share of closed decisions that failed or were lost.",
              reading -> reading.figure("error_rate").value()),
          ratio(
              "muster.commonest.grade",
              "Share of outcomes that have the commonest grade; of 1,000 at least.",
              Reading::commonestGrade),
          new Line(
              "process.resident.memory",
              BYTES,
              "Resident memory of this process.",
              reading -> reading.memory().resident()),
          new Line(
              "process.proportional.resident.memory",
              BYTES,
              "Resident memory of this process; what it shares counts in part.",
              reading -> reading.memory().proportional()),
          new Line(
              "machine.memory",
              BYTES,
              "Memory of this machine.",
              reading -> reading.memory().total()),
          new Line(
              "machine.memory.available",
              BYTES,
              "Memory of this machine that programs can still have without swapping.",
              reading -> reading.memory().available()));

  private final Map<Line, MultiGauge> gauges = new LinkedHashMap<>();
  private final MultiGauge tasks;

  Gauges(MeterRegistry registry) {
    for (Line line : LINES) {
      gauges.put(
          line,
          MultiGauge.builder(line.name())
              .description(line.description())
              .baseUnit(line.unit())
              .register(registry));
    }
    this.tasks =
        MultiGauge.builder("muster.tasks")
            .description("Tasks in the store, by state.")
            .register(registry);
  }

  void show(Reading reading) {
    gauges.forEach((line, gauge) -> {
      Number value = line.value().apply(reading);
      gauge.register(
          value == null ? List.of() : List.of(MultiGauge.Row.of(Tags.empty(), value)), true);
    });
    tasks.register(
        Arrays.stream(TaskState.values())
            .<MultiGauge.Row<?>>map(state ->
                MultiGauge.Row.of(
                    Tags.of("state", state.name()), reading.tasks().getOrDefault(state, 0L)))
            .toList(),
        true);
  }

  private static Line ratio(
      String name, String description, Function<Reading, @Nullable Number> value) {
    return new Line(name, "ratio", description, value);
  }
}
