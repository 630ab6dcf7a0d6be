package dev.muster.lab.gate;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
      "Here --data is the folder of recorded data (default ../shared/data when it exists): it is"
          + " only read."
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
    Path data = DataOptions.folder(command, global);
    var recorded = new ArrayList<Row>();
    if (data == null) {
      screen.note("skipped: no folder of recorded data, name it with --data");
    } else {
      recorded.addAll(recorded(screen, data));
    }
    var rows = new ArrayList<>(new OpeBench(runs, screen::note).rows());
    rows.addAll(recorded);
    var lines =
        new ArrayList<>(List.of("lab, " + runs + " logs of SquareCB, 2,000 decisions each"));
    lines.addAll(Row.table(rows).lines(screen.width()));
    lines.add("CEILING: of rmse, what playing the policy itself as often would leave.");
    lines.add(
        "Recorded: OURS is estimated from the other policy's log, BASELINE that log's own mean,"
            + " CEILING what the policy earned. Less than 200 effective decisions are no estimate.");
    screen.show(Row.document(rows), lines);
    return ExitCode.OK;
  }

  private static List<Row> recorded(Screen screen, Path data) throws IOException {
    for (Path file : List.of(OpenBandit.RANDOM, OpenBandit.THOMPSON)) {
      if (!Files.isRegularFile(data.resolve(file))) {
        screen.note("skipped: " + data.resolve(file) + " is not there");
        return List.of();
      }
    }
    return OpenBandit.rows(
        OpenBandit.read(data.resolve(OpenBandit.RANDOM)),
        OpenBandit.read(data.resolve(OpenBandit.THOMPSON)));
  }
}
