package dev.muster.lab.bench;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster bench lease}: how long coding agents wait for their leases. */
@CommandLine.Command(
    name = "lease",
    mixinStandardHelpOptions = true,
    description = {
      "Let sessions of coding agents edit in repositories of the benchmark's own, by the calls that"
          + " their hooks post to a host of its own, and measure the answers.",
      "The exit code is 0 when the figures are as promised and 70 when they are not."
    })
final class LeaseBenchCommand implements Callable<Integer> {
  private static final int REPOSITORIES = 5;
  private static final Duration PROBE = Duration.ofSeconds(1);

  /** No lease of the benchmark may end while it runs, and none may be refused for its number. */
  private static final String CONF =
      """
      leases:
        idle_ttl_s: 3600
        hold_max_s: 7200
        per_holder_max: 100000
      """;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "50",
      description = "Sessions at once (default 50).")
  private int sessions;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "How long they edit (default 30).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "20",
      description = "How long they edit before, uncounted: a host starts cold (default 20).")
  private int warmUp;

  @Option(
      names = "--pause-ms",
      paramLabel = "MS",
      defaultValue = "200",
      description = "A session's pause between two calls, on average (default 200).")
  private int pauseMillis;

  @Option(
      names = "--leases",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Leases whose memory is measured afterwards (default 10000).")
  private int leases;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the pauses (default 1).")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (sessions < 1 || sessions > 1000 || seconds < 1 || seconds > 3600) {
      throw new Refusal(ExitCode.USAGE, "--sessions must be 1 to 1000 and --seconds 1 to 3600");
    }
    if (warmUp < 0 || warmUp > 3600) {
      throw new Refusal(ExitCode.USAGE, "--warm-up must be 0 to 3600");
    }
    if (pauseMillis < 0 || pauseMillis > 60_000 || leases < 1 || leases > 90_000) {
      throw new Refusal(ExitCode.USAGE, "--pause-ms must be 0 to 60000, --leases 1 to 90000");
    }
    Screen screen = global.screen();
    Path data = BenchHost.freshData(global.namedData());
    List<Path> worktrees = BenchRepositories.create(data.resolve("repositories"), REPOSITORIES);
    double syncs = SyncProbe.perSecond(data, PROBE);
    try (BenchHost host = BenchHost.start(data, CONF)) {
      var load = new LeaseLoad(host.address(), host.token(), worktrees, sessions, seed);
      screen.note(
          "%d sessions edit in %d repositories, seed %d".formatted(sessions, REPOSITORIES, seed));
      LeaseTally tally =
          load.edit(
              Duration.ofSeconds(warmUp),
              Duration.ofSeconds(seconds),
              Duration.ofMillis(pauseMillis));
      double busy = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
      var run =
          new LeaseRun(sessions, REPOSITORIES, seed, warmUp, seconds, pauseMillis, busy, syncs);
      LeaseFigures figures = withMemory(run, host, load, tally);
      screen.show(figures.document(), figures.lines(screen.width()));
      return figures.met() ? ExitCode.OK : ExitCode.INTERNAL;
    }
  }

  private LeaseFigures withMemory(LeaseRun run, BenchHost host, LeaseLoad load, LeaseTally tally)
      throws IOException, InterruptedException {
    global.screen().note("the sessions take " + leases + " leases more");
    Long heapBefore = HostHeap.liveBytes(host.pid());
    Long residentBefore = Memory.of(host.pid()).residentBytes();
    int before = load.log().files();
    tally.addRefusals(load.take(leases));
    int more = load.log().files() - before;
    return new LeaseFigures(
        run,
        tally,
        load.log().files(),
        load.log().twice(),
        more,
        difference(heapBefore, HostHeap.liveBytes(host.pid())),
        difference(residentBefore, Memory.of(host.pid()).residentBytes()));
  }

  private static @Nullable Long difference(@Nullable Long before, @Nullable Long after) {
    return before == null || after == null ? null : after - before;
  }
}
