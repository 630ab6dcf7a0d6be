package dev.muster.lab.learning;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.BenchRows;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.Named;
import dev.muster.lab.swarm.Parameters;
import dev.muster.lab.swarm.SensorMap;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    var world = new World(lab, map);
    Origin origin = Origin.lab(seeds, "lab, " + equations + " equations, " + sensors + " sensors");
    Screen screen = global.screen();
    var rows = new BenchRows(true);
    rows.addAll(new LearningBench(world, origin, brief).rows(counting(screen, "")));
    rows.remark("BASELINE: five models, one for each class; of reward the best constant n.");
    rows.remark(
        "CEILING: the same surface, shown what every n became on %,d tasks."
            .formatted(LearningBench.INFORMED_TASKS));
    if (!brief) {
      try (var workshop = Workshop.open()) {
        rows.addAll(new Families(world, workshop).rows(origin, counting(screen, "families, ")));
      }
      rows.remark(
          "A family of Smile: its baseline is the surface that learned from the same outcomes, its"
              + " ceiling one that was shown %,d tasks.".formatted(Families.INFORMED_TASKS));
    }
    rows.remark("OF CEILING: the lower end of the interval.");
    rows.show(screen);
    return ExitCode.OK;
  }

  private Runnable counting(Screen screen, String what) {
    var done = new AtomicInteger();
    return () -> screen.note("%s%d of %d seeds".formatted(what, done.incrementAndGet(), seeds));
  }
}
