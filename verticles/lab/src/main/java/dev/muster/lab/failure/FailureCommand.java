package dev.muster.lab.failure;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Screen;
import dev.muster.lab.failure.Prequential.Schedule;
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

/** {@code muster bench failure}: how well failures are foretold, on recorded changes. */
@CommandLine.Command(
    name = "failure",
    mixinStandardHelpOptions = true,
    description = {
      "Foretell which recorded commits bring a bug and which pull requests of agents are not"
          + " merged, each before its outcome is known, with models that are fitted anew as outcomes"
          + " become known.",
      "Here --data is the folder of recorded data (default ../shared/data): it is only read."
    })
public final class FailureCommand implements Callable<Integer> {
  private static final Path COMMITS = Path.of("jit_streams", "jit_streams_dev.csv");
  private static final Path PULLS = Path.of("aidev_agent_prs", "agent_prs.csv");
  private static final long DELAY_DAYS = 90;
  private static final Schedule OF_COMMITS =
      new Schedule(365 * JitStreams.DAY, 30 * JitStreams.DAY, 4_000);
  private static final Schedule OF_PULLS = new Schedule(7 * JitStreams.DAY, JitStreams.DAY, 1_000);

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
    Path commits = data.resolve(COMMITS);
    if (Files.isRegularFile(commits)) {
      List<Change> changes = JitStreams.read(commits, DELAY_DAYS * JitStreams.DAY);
      new FailureBench(
              "jit", changes, "jit_streams, labels %d days late".formatted(DELAY_DAYS), seed)
          .run(
              Methods.ofCommits(changes.getFirst().features().length, seed),
              Methods.LOGISTIC_CHURN,
              OF_COMMITS,
              rows,
              line -> screen.note("commits: " + line));
      rows.remark("jit: who wrote a commit is guessed from its author's count of changes so far.");
      rows.remark("jit: BASELINE is logistic regression on churn with an intercept per project.");
    } else {
      rows.remark(Recordings.absent(commits));
    }
    Path pulls = data.resolve(PULLS);
    if (Files.isRegularFile(pulls)) {
      List<Change> changes = AgentPulls.read(pulls);
      new FailureBench("pulls", changes, "aidev_agent_prs, known when closed", seed)
          .run(
              Methods.ofPulls(changes.getFirst().features().length, seed),
              Methods.REPO_AGENT,
              OF_PULLS,
              rows,
              line -> screen.note("pull requests: " + line));
      rows.remark("pulls: those that were still open when the data were taken are left out.");
      rows.remark(
          "pulls: BASELINE is the rate of the agent in the repository, drawn to wider ones.");
    } else {
      rows.remark(Recordings.absent(pulls));
    }
    rows.show(screen);
    return ExitCode.OK;
  }
}
