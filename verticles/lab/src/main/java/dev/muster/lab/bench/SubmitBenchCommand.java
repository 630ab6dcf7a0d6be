package dev.muster.lab.bench;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster bench submit}: how many tasks a second the host takes in, each synced to disk. */
@CommandLine.Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description =
        "Submit tasks from many clients to a host of its own, and measure acknowledgements.")
final class SubmitBenchCommand implements Callable<Integer> {
  private static final Duration PROBE = Duration.ofSeconds(2);

  /** The benchmark measures writes; the queue of waiting tasks must not be its end. */
  private static final String CONF = "coordination:\n  waiting_max: 10000000\n";

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "64",
      description = "Clients at once (default 64).")
  private int clients;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long (default 60).")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (clients < 1 || clients > 1000 || seconds < 1 || seconds > 3600) {
      throw new Refusal(ExitCode.USAGE, "--clients must be 1 to 1000 and --seconds 1 to 3600");
    }
    Path data = BenchHost.freshData(global.namedData());
    double ceiling = SyncProbe.perSecond(data, PROBE);
    try (BenchHost host = BenchHost.start(data, CONF)) {
      Load.Result load =
          new Load(host.address(), host.token(), clients).run(Duration.ofSeconds(seconds), note());
      return report(load, ceiling, Memory.of(host.pid()), stored(host.client()));
    }
  }

  private int report(Load.Result load, double ceiling, Memory memory, long stored) {
    Screen screen = global.screen();
    boolean good = load.refused() == 0 && stored == load.acknowledged();
    if (screen.json()) {
      screen.document(document(load, ceiling, memory, stored));
      return good ? ExitCode.OK : ExitCode.INTERNAL;
    }
    double perSecond = load.perSecond();
    String match = stored == load.acknowledged() ? "as acknowledged" : "NOT as acknowledged";
    String refusal = load.firstRefusal() == null ? "" : load.firstRefusal();
    screen.line(
        line("acknowledged", "%.0f a second, %d in all".formatted(perSecond, load.acknowledged())));
    screen.line(
        line(
            "single commits",
            "%.0f syncs a second on this disk: %.1f tasks a sync"
                .formatted(ceiling, perSecond / ceiling)));
    screen.line(
        line(
            "answer",
            "p50 %.1f ms, p99 %.1f ms"
                .formatted(load.answers().millis(.5), load.answers().millis(.99))));
    screen.line(line("refused", "%d %s".formatted(load.refused(), refusal)));
    screen.line(line("stored", "%d, %s".formatted(stored, match)));
    screen.line(
        line(
            "host memory",
            "%s resident, %s at its peak".formatted(memory.resident(), memory.peak())));
    screen.line("All measured.");
    return good ? ExitCode.OK : ExitCode.INTERNAL;
  }

  private ObjectNode document(Load.Result load, double ceiling, Memory memory, long stored) {
    return JsonText.object()
        .put("clients", clients)
        .put("seconds", load.seconds())
        .put("acknowledged", load.acknowledged())
        .put("acknowledged_per_s", load.perSecond())
        .put("refused", load.refused())
        .put("first_refusal", load.firstRefusal())
        .put("stored", stored)
        .put("p50_ms", load.answers().millis(.5))
        .put("p99_ms", load.answers().millis(.99))
        .put("syncs_per_s", ceiling)
        .put("per_sync", load.perSecond() / ceiling)
        .put("host_rss_bytes", memory.residentBytes())
        .put("host_rss_peak_bytes", memory.peakBytes())
        .put("provenance", "measured");
  }

  private static String line(String name, String figure) {
    return "%-16s ".formatted(name) + figure;
  }

  private Consumer<String> note() {
    Screen screen = global.screen();
    return screen::note;
  }

  /** Tasks in the host's store, whatever their state. */
  private static long stored(ApiClient client) {
    long stored = 0;
    for (var count : client.get("/api/v1/fleet").body().path("task_counts")) {
      stored += count.asLong(0);
    }
    return stored;
  }
}
