package dev.muster.lab.gate;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Refusal;
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

/** {@code muster bench drift}: how a policy recovers when the world changes. */
@CommandLine.Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "How much of the way to the best n of each task is closed again after the world has changed,"
          + " and what it costs when one source of twenty lies.",
      "Here --data is the folder of recorded data (default ../shared/data): it is only read."
    })
public final class DriftCommand implements Callable<Integer> {
  private static final int SEEDS_MOST = 1_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  private CommandSpec command;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Lives of each policy (default 10).")
  private int seeds;

  @Override
  public Integer call() throws IOException {
    if (seeds < 2 || seeds > SEEDS_MOST) {
      throw new Refusal(ExitCode.USAGE, "--seeds must be 2 to " + SEEDS_MOST + ", was " + seeds);
    }
    Screen screen = global.screen();
    Path data = Recordings.folder(command, global);
    Path electricity = data.resolve(Electricity.FILE);
    var rows = new BenchRows();
    rows.addAll(new DriftBench(seeds, screen::note).rows());
    if (Files.isRegularFile(electricity)) {
      rows.addAll(Electricity.rows(Electricity.read(electricity)));
    } else {
      rows.remark(Recordings.absent(electricity));
    }
    rows.remark("In the lab the world changes after 4,000 tasks.");
    rows.remark(
        "BASELINE: forgets nothing; without the gate for lies; no change for elec2. CEILING: a"
            + " model shown every n of 4,000 tasks of the changed world.");
    rows.show(screen);
    return ExitCode.OK;
  }
}
