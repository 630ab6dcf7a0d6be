package dev.muster.lab.learning;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.Table;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.Named;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.Parameters;
import dev.muster.lab.swarm.Score;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.model.Surface;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;

/** {@code muster lab ceiling}: what the ten features allow at best. */
@CommandLine.Command(
    name = "ceiling",
    mixinStandardHelpOptions = true,
    description = {
      "What the features allow: a surface that was shown what every n became of many tasks.",
      "It is the best of its form and no proof that no other form is better."
    })
final class LabCeilingCommand implements Callable<Integer> {
  private static final int TASKS_MAX = 1_000_000;
  private static final int TEST_TASKS = 20_000;
  private static final long TEST_SEED = 4_000_000;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--equations",
      paramLabel = "NAME",
      defaultValue = "usual",
      description = "usual, or other: the same tasks by other equations (default usual).")
  private String equations = "usual";

  @Option(
      names = "--tasks",
      paramLabel = "K",
      defaultValue = "" + LearningBench.INFORMED_TASKS,
      description = "Tasks of which every n is shown (default ${DEFAULT-VALUE}).")
  private int tasks;

  @Override
  public Integer call() {
    if (tasks < 1 || tasks > TASKS_MAX) {
      throw new Refusal(ExitCode.USAGE, "--tasks must be 1 to " + TASKS_MAX + ", was " + tasks);
    }
    var lab = new Lab(Named.of("--equations", equations, Lab.Equations.values()), Parameters.USUAL);
    Screen screen = global.screen();
    screen.note("the oracle of %,d tasks".formatted(TEST_TASKS));
    Oracle oracle = Oracle.of(lab, TEST_SEED, TEST_TASKS);
    var document =
        JsonText.object()
            .put("provenance", "lab")
            .put("equations", equations)
            .put("tasks", tasks)
            .put("test_tasks", TEST_TASKS);
    var rows = document.putArray("rows");
    var table =
        new Table("SENSORS", "CLOSED GAP", "WITHIN 5 %", "WITHIN 10 %", "SAME BAND", "ONE BAND");
    for (SensorMap map : SensorMap.values()) {
      String name = map.name().toLowerCase(Locale.ROOT);
      screen.note("a surface of %s sensors".formatted(name));
      var world = new World(lab, map);
      Surface informed = world.informed(tasks);
      Score score = oracle.score(expected -> world.best(informed, expected.task()));
      row(rows, table, name, score);
    }
    var lines = new ArrayList<String>();
    lines.add(
        "lab, %s equations: every n of %,d tasks shown, judged on %,d others"
            .formatted(equations, tasks, TEST_TASKS));
    lines.addAll(table.lines(screen.width()));
    screen.show(document, lines);
    return ExitCode.OK;
  }

  private static void row(ArrayNode rows, Table table, String name, Score score) {
    rows.addObject()
        .put("sensors", name)
        .put("closed_gap", score.closedGap())
        .put("coordination_accuracy", score.within5())
        .put("coordination_accuracy_10", score.within10())
        .put("same_band", score.sameBand())
        .put("within_one_band", score.withinOneBand());
    table.row(
        name,
        three(score.closedGap()),
        three(score.within5()),
        three(score.within10()),
        three(score.sameBand()),
        three(score.withinOneBand()));
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
