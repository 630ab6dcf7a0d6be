package dev.muster.lab.selection;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Screen;
import dev.muster.lab.figures.BenchRows;
import dev.muster.lab.figures.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster bench selection}: how much of the gap to the best algorithm is closed. */
@CommandLine.Command(
    name = "selection",
    mixinStandardHelpOptions = true,
    description = {
      "Choose an algorithm for each instance of ASlib scenarios by their official folds, and say how"
          + " much of the way from the single best algorithm to the best one of each instance is"
          + " closed.",
      "Here --data is the folder of recorded data (default ../shared/data): it is only read."
    })
public final class SelectionCommand implements Callable<Integer> {
  private static final List<String> SCENARIOS = List.of("SAT11-HAND", "QBF-2011", "ASP-POTASSCO");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  private CommandSpec command;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of trees and of resampling (default 1).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    Path data = Recordings.folder(command, global);
    Screen screen = global.screen();
    var rows = new BenchRows();
    boolean any = false;
    for (String name : SCENARIOS) {
      Path folder = data.resolve("aslib").resolve(name);
      if (Files.isRegularFile(folder.resolve("par10.csv"))) {
        new SelectionBench(Scenario.read(folder)).run(seed, rows, screen::note);
        any = true;
      } else {
        rows.remark(Recordings.absent(folder.resolve("par10.csv")));
      }
    }
    if (any) {
      rows.remark(
          "BASELINE of closed gaps: the 16 nearest instances; of PAR10 (s): the single best of the"
              + " training folds, which closes 0. CEILING: the best of each instance.");
    }
    rows.show(screen);
    return ExitCode.OK;
  }
}
