package dev.muster.lab.learning;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.Table;
import dev.muster.lab.learning.LearningBench.Row;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.Named;
import dev.muster.lab.swarm.Parameters;
import dev.muster.lab.swarm.SensorMap;
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

/** {@code muster bench learning}: how fast the response surface learns, in the lab. */
@CommandLine.Command(
    name = "learning",
    mixinStandardHelpOptions = true,
    description = {
      "How much of the way from the best constant n to the best n of each task is closed after 250,"
          + " 1,000 and 8,000 outcomes, in simulated fleets.",
      "Ours begins with the lab prior, and forgets and explores as the host does. Rows whose name"
          + " goes on are other policies: no prior, greedy, 1 in 20 random, five models."
    })
public final class LearningCommand implements Callable<Integer> {
  private static final int SEEDS_MAX = 1_000;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Lives of each policy (default 20).")
  private int seeds;

  @Option(
      names = "--sensors",
      paramLabel = "NAME",
      defaultValue = "usual",
      description = "usual, noisy (twice the noise) or gaps (two features unknown).")
  private String sensors = "usual";

  @Option(
      names = "--equations",
      paramLabel = "NAME",
      defaultValue = "usual",
      description = "usual, or other: equations that nothing was tuned on.")
  private String equations = "usual";

  @Option(
      names = "--brief",
      description = "Only ours and the baseline: no other policies, no families of models.")
  private boolean brief;

  @Override
  public Integer call() throws IOException {
    if (seeds < 2 || seeds > SEEDS_MAX) {
      throw new Refusal(ExitCode.USAGE, "--seeds must be 2 to " + SEEDS_MAX + ", was " + seeds);
    }
    SensorMap map = Named.of("--sensors", sensors, SensorMap.values());
    var lab = new Lab(Named.of("--equations", equations, Lab.Equations.values()), Parameters.USUAL);
    Screen screen = global.screen();
    var done = new AtomicInteger();
    List<Row> rows =
        new ArrayList<>(
            new LearningBench(lab, map, seeds, brief)
                .rows(
                    () -> screen.note("%d of %d seeds".formatted(done.incrementAndGet(), seeds))));
    if (!brief) {
      rows.addAll(families(lab, map, screen));
    }
    String data = "lab, " + equations + " equations, " + sensors + " sensors";
    var lines = new ArrayList<>(List.of(data + ", " + seeds + " seeds"));
    lines.addAll(table(rows).lines(screen.width()));
    lines.add("BASELINE: five models, one for each class; of reward the best constant n.");
    lines.add(
        "CEILING: the same surface, shown what every n became on %,d tasks."
            .formatted(LearningBench.INFORMED_TASKS));
    if (!brief) {
      lines.add(
          "A family of Smile: its baseline is the surface that learned from the same outcomes.");
    }
    lines.add("OF CEILING: the lower end of the interval.");
    screen.show(document(rows, data), lines);
    return ExitCode.OK;
  }

  /** A row for each family of models, fitted in processes as the host does it. */
  private List<Row> families(Lab lab, SensorMap map, Screen screen) throws IOException {
    var done = new AtomicInteger();
    try (var workshop = Workshop.open()) {
      return new Families(lab, map, workshop)
              .rows(
                  seeds,
                  () ->
                      screen.note(
                          "families, %d of %d seeds".formatted(done.incrementAndGet(), seeds)))
              .stream()
              .map(row ->
                  new Row(
                      row.metric(),
                      Interval.of(row.ours()),
                      Interval.of(row.baseline()).mean(),
                      Interval.of(row.ceiling()).mean()))
              .toList();
    }
  }

  private ObjectNode document(List<Row> rows, String data) {
    var document = JsonText.object();
    var array = document.putArray("rows");
    for (Row row : rows) {
      var node =
          array
              .addObject()
              .put("metric", row.metric())
              .put("ours", row.ours().mean())
              .put("baseline", row.baseline())
              .put("ceiling", row.ceiling());
      node.putArray("ci95").add(row.ours().low()).add(row.ours().high());
      node.put("seeds", seeds).put("data", data).put("provenance", "lab");
    }
    return document;
  }

  private static Table table(List<Row> rows) {
    var table = new Table("METRIC", "OURS", "95 %", "BASELINE", "CEILING", "OF CEILING");
    for (Row row : rows) {
      table.row(
          row.metric(),
          three(row.ours().mean()),
          three(row.ours().low()) + " to " + three(row.ours().high()),
          three(row.baseline()),
          three(row.ceiling()),
          three(row.ours().low() / row.ceiling()));
    }
    return table;
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
