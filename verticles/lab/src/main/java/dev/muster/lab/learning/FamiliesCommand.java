package dev.muster.lab.learning;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.Table;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.challenger.Family;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster bench families}: models that Smile fits beside the surface, in the lab. */
@CommandLine.Command(
    name = "families",
    mixinStandardHelpOptions = true,
    description = {
      "How much boosting, a forest and a perceptron close of the way from the best constant n to the"
          + " best n of each task, beside the surface that learned from the same outcomes;",
      "and what the gate says of each, fitted from 8,000 outcomes, against a surface of fewer."
    })
public final class FamiliesCommand implements Callable<Integer> {
  private static final int SEEDS_MAX = 1_000;
  private static final int MANY = 8_000;
  private static final List<Integer> FEW = List.of(50, 250, MANY);

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Lives of each family (default 20).")
  private int seeds;

  /** A canary: a family against a surface that learned from {@code few} outcomes. */
  private record Gate(Family family, int few, Promotion.Result result) {
    String metric() {
      return "smile_promoted_%s_over_surface_%d".formatted(family.label(), few);
    }
  }

  @Override
  public Integer call() throws IOException {
    if (seeds < 2 || seeds > SEEDS_MAX) {
      throw new Refusal(ExitCode.USAGE, "--seeds must be 2 to " + SEEDS_MAX + ", was " + seeds);
    }
    try (var workshop = Workshop.open()) {
      show(global.screen(), workshop);
    }
    return ExitCode.OK;
  }

  private void show(Screen screen, Workshop workshop) {
    List<Gate> gates = gates(screen, workshop);
    var done = new AtomicInteger();
    List<Families.Row> rows =
        new Families(Lab.USUAL, SensorMap.USUAL, workshop)
            .rows(
                seeds,
                () -> screen.note("%d of %d seeds".formatted(done.incrementAndGet(), seeds)));
    var lines = new ArrayList<String>();
    lines.addAll(table(rows).lines(screen.width()));
    lines.add("BASELINE: the surface that learned from the same outcomes.");
    lines.add("CEILING: a surface, shown what every n became on 10,000 tasks.");
    lines.addAll(table(gates, screen));
    screen.show(document(rows, gates), lines);
  }

  private static List<Gate> gates(Screen screen, Workshop workshop) {
    var promotion = new Promotion(Lab.USUAL, SensorMap.USUAL);
    var gates = new ArrayList<Gate>();
    for (int few : FEW) {
      for (Family family : Family.values()) {
        gates.add(new Gate(family, few, promotion.of(family, few, MANY, 1, workshop)));
        screen.note(gates.getLast().metric() + ": " + gates.getLast().result());
      }
    }
    return gates;
  }

  private static Table table(List<Families.Row> rows) {
    var table = new Table("METRIC", "OURS", "95 %", "BASELINE", "CEILING");
    for (Families.Row row : rows) {
      Interval ours = Interval.of(row.ours());
      table.row(
          row.metric(),
          three(ours.mean()),
          three(ours.low()) + " to " + three(ours.high()),
          three(Interval.of(row.baseline()).mean()),
          three(Interval.of(row.ceiling()).mean()));
    }
    return table;
  }

  private static List<String> table(List<Gate> gates, Screen screen) {
    var table = new Table("AT THE GATE", "VERDICT", "TASKS", "DISAGREEMENTS");
    for (Gate gate : gates) {
      Promotion.Result result = gate.result();
      table.row(
          gate.metric(),
          result.verdict().name().toLowerCase(Locale.ROOT),
          Integer.toString(result.tasks()),
          Integer.toString(result.disagreements()));
    }
    return table.lines(screen.width());
  }

  private ObjectNode document(List<Families.Row> rows, List<Gate> gates) {
    var document = JsonText.object();
    var array = document.putArray("rows");
    for (Families.Row row : rows) {
      Interval ours = Interval.of(row.ours());
      var node =
          array
              .addObject()
              .put("metric", row.metric())
              .put("ours", ours.mean())
              .put("baseline", Interval.of(row.baseline()).mean())
              .put("ceiling", Interval.of(row.ceiling()).mean());
      node.putArray("ci95").add(ours.low()).add(ours.high());
      node.put("seeds", seeds).put("data", "lab").put("provenance", "lab");
    }
    for (Gate gate : gates) {
      var node = array.addObject().put("metric", gate.metric());
      node.put("ours", gate.result().verdict().name().equals("PROMOTED") ? 1 : 0);
      node.putNull("baseline").putNull("ceiling").putNull("ci95");
      node.put("seeds", 1).put("data", "lab").put("provenance", "lab");
      node.put("family", gate.family().label()).put("tasks", gate.result().tasks());
      node.put("verdict", gate.result().verdict().name().toLowerCase(Locale.ROOT));
      node.put("disagreements", gate.result().disagreements());
    }
    return document;
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
