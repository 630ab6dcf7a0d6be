package dev.muster.lab.assignment;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Screen;
import dev.muster.lab.figures.BenchRows;
import dev.muster.lab.figures.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster bench assignment}: which agent is given an issue, on recorded runs. */
@CommandLine.Command(
    name = "assignment",
    mixinStandardHelpOptions = true,
    description = {
      "Assign the issues of each repository to agents after what these made of the issues of other"
          + " repositories, and say what share is resolved at which cost.",
      "Here --data is the folder of recorded data (default ../shared/data): it is only read."
    })
public final class AssignmentCommand implements Callable<Integer> {
  private static final Path RUNS = Path.of("swebench_verified_agents", "runs.csv");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  private CommandSpec command;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the erring check and of resampling (default 1).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    Path file = Recordings.folder(command, global).resolve(RUNS);
    Screen screen = global.screen();
    var rows = new BenchRows();
    if (Files.isRegularFile(file)) {
      new AssignmentBench(Runs.read(file), seed).run(rows, screen::note);
      rows.remark("BASELINE: the agent that resolved most in the other repositories.");
      rows.remark(
          "CEILING: the oracle, which knows who resolves what, by the cheapest such agent.");
      rows.remark("Costs are US dollars per issue; every attempt is paid for.");
      rows.remark(
          "blind: another agent takes over when the first one made many calls; nothing is checked.");
      rows.remark(
          "checked: agents are asked in turn until the benchmark's own tests pass, which a live host"
              + " has not; checked_erring: the same with a simulated check that errs in 10 %,"
              + " both ways.");
      rows.remark(
          "per_repository sees four fifths of the issues of the same repository; the others see none."
              + " knn pays for its two probes.");
    } else {
      rows.remark(Recordings.absent(file));
    }
    rows.show(screen);
    return ExitCode.OK;
  }
}
