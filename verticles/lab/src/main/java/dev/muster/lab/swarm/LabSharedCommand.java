package dev.muster.lab.swarm;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.Table;
import dev.muster.lab.swarm.SharedHost.Passed;
import dev.muster.lab.swarm.SharedHost.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster lab shared}: policies where n for one task makes others wait. */
@CommandLine.Command(
    name = "shared",
    mixinStandardHelpOptions = true,
    description = {
      "How policies do where tasks share eight agents, so that n for one makes others wait.",
      "Then how far two ways of comparing two of them are from the truth: a coin for each task, and"
          + " a coin for each stretch of time."
    })
public final class LabSharedCommand implements Callable<Integer> {
  private static final double[] BLOCKS = {60, 240, 960};

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--equations",
      paramLabel = "NAME",
      defaultValue = "usual",
      description = "usual, or other (default usual).")
  private String equations = "usual";

  @Option(
      names = "--load",
      paramLabel = "SHARE",
      defaultValue = "0.6",
      description =
          "Share of the agents' time that the tasks take with one agent each (default .6).")
  private double load;

  @Option(
      names = "--tasks",
      paramLabel = "K",
      defaultValue = "3000",
      description = "Tasks of a seed.")
  private int tasks;

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "10", description = "Seeds.")
  private int seeds;

  @Override
  public Integer call() {
    if (!(load > 0 && load < 1) || tasks < 100 || seeds < 2) {
      throw new Refusal(
          ExitCode.USAGE,
          "--load must be between 0 and 1, --tasks at least 100, --seeds at least 2; were %s, %d, %d"
              .formatted(load, tasks, seeds));
    }
    var lab = new Lab(Named.of("--equations", equations, Lab.Equations.values()), Parameters.USUAL);
    Screen screen = global.screen();
    Map<String, double[]> rows = new LinkedHashMap<>();
    List<Interference> compared = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      var host = new SharedHost(lab, seed, tasks, load);
      Map<String, Policy> policies = new LinkedHashMap<>();
      for (int n : new int[] {1, 2, 3, 5, 8}) {
        policies.put("always " + n, SharedHost.always(n));
      }
      policies.put("alone", host.alone());
      policies.put("priced", host.priced());
      Map<String, Double> means = new LinkedHashMap<>();
      policies.forEach((name, policy) -> {
        List<Passed> passed = host.run(policy);
        means.put(name, SharedHost.mean(passed));
        add(rows.computeIfAbsent(name, key -> new double[4]), passed);
      });
      compared.add(
          Interference.of(
              host,
              means.getOrDefault("priced", Double.NaN) - means.getOrDefault("alone", Double.NaN),
              BLOCKS));
      screen.note("%d of %d seeds".formatted(seed, seeds));
    }
    show(screen, rows, compared);
    return ExitCode.OK;
  }

  private void add(double[] row, List<Passed> passed) {
    double[] minutes = passed.stream().mapToDouble(Passed::minutes).toArray();
    row[0] += SharedHost.mean(passed) / seeds;
    row[1] += SharedHost.quantile(minutes, .5) / seeds;
    row[2] += SharedHost.quantile(minutes, .95) / seeds;
    row[3] += passed.stream().mapToDouble(p -> p.outcome().n()).average().orElseThrow() / seeds;
  }

  private void show(Screen screen, Map<String, double[]> rows, List<Interference> compared) {
    ObjectNode document =
        JsonText.object()
            .put("provenance", "lab")
            .put("equations", equations)
            .put("load", load)
            .put("tasks", tasks)
            .put("seeds", seeds);
    var policies = document.putArray("policies");
    var table = new Table("POLICY", "REWARD", "MINUTES P50", "P95", "MEAN N");
    rows.forEach((name, row) -> {
      policies
          .addObject()
          .put("policy", name)
          .put("reward", row[0])
          .put("minutes_p50", row[1])
          .put("minutes_p95", row[2])
          .put("agents", row[3]);
      table.row(name, f(row[0], 4), f(row[1], 1), f(row[2], 1), f(row[3], 2));
    });
    var lines = new ArrayList<String>();
    lines.add(
        "lab, %s equations: %d seeds of %d tasks on 8 agents, load %s; minutes from arrival to end"
            .formatted(equations, seeds, tasks, load));
    lines.addAll(table.lines(screen.width()));
    lines.add("");
    lines.addAll(
        Interference.lines(compared, BLOCKS, document.putArray("comparisons"), screen.width()));
    screen.show(document, lines);
  }

  static String f(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
