package dev.muster.lab.contention;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import dev.muster.lab.contention.ContentionBench.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster bench contention}: what leases and declarations do to conflicts, replayed. */
@CommandLine.Command(
    name = "contention",
    mixinStandardHelpOptions = true,
    description = {
      "Replay recorded commits as tasks of agents in simulated time, and compare how many conflict"
          + " under leases and declarations.",
      "Here --data is the folder of recorded data (default ../shared/data when it exists): it is"
          + " only read. The exit code is 0 when the bar is met and 70 when it is not."
    })
public final class ContentionCommand implements Callable<Integer> {
  private static final Path USUAL_DATA = Path.of("..", "shared", "data");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  private CommandSpec command;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--repo",
      paramLabel = "PATH",
      arity = "1..*",
      description = "Git repositories to replay too; they are only read.")
  private List<Path> repositories = List.of();

  @Option(
      names = "--tasks",
      paramLabel = "K",
      defaultValue = "1000",
      description = "Tasks of a replication (default 1000).")
  private int tasks;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "8",
      description = "Agents (default 8).")
  private int agents;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed (default 1).")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Replications, each with the next seed (default 20).")
  private int seeds;

  @Option(
      names = "--bound",
      paramLabel = "MIN",
      defaultValue = "60",
      description = "For how long a task is parked at most (default 60 minutes, that of the host).")
  private double bound;

  @Override
  public Integer call() throws IOException {
    if (tasks < 1 || tasks > 100_000 || seeds < 1 || seeds > 1_000) {
      throw new Refusal(ExitCode.USAGE, "--tasks must be 1 to 100000 and --seeds 1 to 1000");
    }
    if (agents < 1 || agents > 1_000 || !(bound > 0) || bound > 10_000) {
      throw new Refusal(ExitCode.USAGE, "--agents must be 1 to 1000 and --bound 1 to 10000");
    }
    Screen screen = global.screen();
    Sources sources = Sources.read(data(), repositories);
    sources.skipped().forEach(screen::note);
    if (sources.traces().isEmpty()) {
      throw new Refusal(ExitCode.CONFIG, "nothing to replay: name --data or --repo");
    }
    var bench = new ContentionBench(agents, tasks, seed, seeds, bound);
    List<Measured> measured = bench.run(sources.traces(), screen::note);
    List<Bar.Cell> cells = Bar.cells(measured, bound);
    screen.show(
        ContentionDocument.of(bench, sources, measured, cells),
        new ContentionTables(bench, screen.width()).lines(measured, cells));
    return Bar.met(cells) ? ExitCode.OK : ExitCode.INTERNAL;
  }

  /** What MUSTER_DATA names is a host's folder, not recorded data. */
  private @Nullable Path data() {
    if (command.commandLine().getParseResult().hasMatchedOption("--data")) {
      return global.namedData();
    }
    return Files.isDirectory(USUAL_DATA) ? USUAL_DATA : null;
  }
}
