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
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster bench ope}: how right off-policy estimates are. */
@CommandLine.Command(
    name = "ope",
    mixinStandardHelpOptions = true,
    description = {
      "Bias, error and interval coverage of off-policy estimators on logs whose truth is known, and"
          + " on recorded logs of two policies.",
      "Here --data is the folder of recorded data (default ../shared/data): it is only read."
    })
public final class OpeCommand implements Callable<Integer> {
  private static final int RUNS_LEAST = 10;
  private static final int RUNS_MOST = 100_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  private CommandSpec command;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "500",
      description = "Logs of each kind, each of 2,000 decisions (default 500).")
  private int runs;

  @Override
  public Integer call() throws IOException {
    if (runs < RUNS_LEAST || runs > RUNS_MOST) {
      throw new Refusal(
          ExitCode.USAGE, "--runs must be %d to %d, was %d".formatted(RUNS_LEAST, RUNS_MOST, runs));
    }
    Screen screen = global.screen();
    Path data = Recordings.folder(command, global);
    var rows = new BenchRows();
    rows.addAll(new OpeBench(runs, screen::note).rows());
    recorded(data, rows);
    rows.remark("In the lab logs are of SquareCB, 2,000 decisions each.");
    rows.remark("CEILING: of rmse, what playing the policy itself as often would leave.");
    rows.remark(
        "Recorded: OURS is estimated from the other policy's log, BASELINE that log's own mean,"
            + " CEILING what the policy earned. Less than 200 effective decisions are no estimate.");
    rows.show(screen);
    return ExitCode.OK;
  }

  private static void recorded(Path data, BenchRows rows) throws IOException {
    Path random = data.resolve(OpenBandit.RANDOM);
    Path thompson = data.resolve(OpenBandit.THOMPSON);
    for (Path file : List.of(random, thompson)) {
      if (!Files.isRegularFile(file)) {
        rows.remark(Recordings.absent(file));
        return;
      }
    }
    rows.addAll(OpenBandit.rows(OpenBandit.read(random), OpenBandit.read(thompson)));
  }
}
