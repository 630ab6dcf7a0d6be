package dev.muster.lab.learning;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Screen;
import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.BenchRows;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.Canary.Verdict;
import dev.muster.learning.challenger.Family;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code muster bench families}: models that Smile fits at the gate of the surface, in the lab. */
@CommandLine.Command(
    name = "families",
    mixinStandardHelpOptions = true,
    description = {
      "What the gate says of boosting, a forest and a perceptron, each fitted from 8,000 outcomes,"
          + " against a surface that learned from fewer or as many; one life.",
      "How much of the gap each closes is said by bench learning."
    })
public final class FamiliesCommand implements Callable<Integer> {
  private static final int MANY = 8_000;
  private static final List<Integer> FEW = List.of(50, 250, MANY);
  private static final Origin ORIGIN = Origin.lab(1, "lab, usual equations, usual sensors");

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() throws IOException {
    Screen screen = global.screen();
    var rows = new BenchRows();
    var promotion = new Promotion(new World(Lab.USUAL, SensorMap.USUAL));
    try (var workshop = Workshop.open()) {
      for (int few : FEW) {
        for (Family family : Family.values()) {
          screen.note("%s against a surface of %,d outcomes".formatted(family.label(), few));
          add(rows, family, few, promotion.of(family, few, MANY, 1, workshop));
        }
      }
    }
    rows.show(screen);
    return ExitCode.OK;
  }

  private static void add(BenchRows rows, Family family, int few, Promotion.Result result) {
    String metric = "smile_promoted_%s_over_surface_%d".formatted(family.label(), few);
    double promoted = result.verdict() == Verdict.PROMOTED ? 1 : 0;
    rows.add(BenchRow.of(metric, promoted, Double.NaN, Double.NaN, ORIGIN));
    rows.remark(
        "%s: %s after %,d tasks and %,d disagreements"
            .formatted(
                metric,
                result.verdict().name().toLowerCase(Locale.ROOT),
                result.tasks(),
                result.disagreements()));
  }
}
