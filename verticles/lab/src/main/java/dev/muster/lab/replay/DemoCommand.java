package dev.muster.lab.replay;

import dev.muster.host.cli.Command;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster demo}: agents work through the last commits of a repository, coordinated. */
@CommandLine.Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Let agents work through the last commits of a git repository.")
public final class DemoCommand implements Command, Callable<Integer> {
  private static final int DEFAULT_PORT = 7470;
  private static final int PORT_MAX = 65_535;
  private static final int TASKS_MAX = 1_000;
  private static final int AGENTS_MAX = 64;
  private static final double SPEED_LEAST = 0.1;
  private static final double SPEED_MOST = 1_000;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--repo",
      paramLabel = "PATH",
      description = "The repository; it is only read (default: the one here).")
  private @Nullable Path repo;

  @Option(
      names = "--tasks",
      paramLabel = "K",
      defaultValue = "60",
      description = "How many commits become tasks (default 60).")
  private int tasks;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many agents work (default 4).")
  private int agents;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description = "1: the task in the middle takes 4 s; 4: 1 s (default 1).")
  private double speed;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "HTTP port of the host (default 7470, or a free one when that is taken).")
  private @Nullable Integer port;

  @Option(names = "--resume", description = "Go on with the demo in --data.")
  private boolean resume;

  @Option(names = "--exit", description = "End the host, too, when all tasks are done.")
  private boolean exit;

  @Override
  public Integer call() throws IOException {
    Path named = global.namedData();
    checkOptions();
    if (resume) {
      requirePrepared(named);
    }
    Path data = usable(named);
    var folder = new DemoFolder(data.resolve("demo"));
    DemoPlan plan;
    try {
      plan = resume ? resumed(folder) : prepared(data, folder);
    } catch (Refusal refusal) {
      if (named == null) {
        DemoPreparation.clearFolder(data);
      }
      throw refusal;
    }
    int exitCode = run(data, folder, plan);
    if (named == null && exit && exitCode == ExitCode.OK) {
      keepRepositories(data);
    }
    return exitCode;
  }

  private int run(Path data, DemoFolder folder, DemoPlan plan) {
    Screen screen = global.screen();
    var demo = new Demo(data, folder, plan, screen);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> interrupted(demo, screen, data)));
    try (demo) {
      announce(screen, plan, data);
      screen.note("page: " + demo.openHost());
      DemoSummary summary = demo.run();
      if (!screen.json()) {
        summary.lines().forEach(screen::line);
      }
      if (!exit) {
        screen.note("page: " + demo.pageLink());
        screen.note("the host stays up until Ctrl-C; its data is " + data);
      }
      if (screen.json()) {
        screen.document(summary.document());
      }
      if (!exit) {
        demo.stayUp();
      }
      return summary.good() ? ExitCode.OK : ExitCode.INTERNAL;
    }
  }

  /** Also runs after a good end, when there is nothing left to close and to say. */
  private static void interrupted(Demo demo, Screen screen, Path data) {
    demo.close(() ->
        screen.note(
            "ending the agents and the host; go on with: muster demo --resume --data " + data));
  }

  private static void announce(Screen screen, DemoPlan plan, Path data) {
    if (plan.generated()) {
      screen.note("GENERATED HISTORY: " + plan.note());
    }
    screen.note(
        "%d commits of %s are the tasks, %d more are skipped; %d agents; data in %s"
            .formatted(
                plan.usable().size(),
                plan.repo(),
                plan.skipped().size(),
                plan.options().agents(),
                data));
    for (ReplayTask task : plan.skipped()) {
      SkipReason reason = task.skipped();
      screen.note(
          "skipped: %s %s (%s)"
              .formatted(
                  task.commit().substring(0, 12),
                  task.subject(),
                  reason == null ? "" : reason.word()));
    }
    for (ReplayTask task : plan.usable()) {
      if (plan.pinned().contains(task.number())) {
        screen.note(
            "pinned to %d agents: '%s', %d parts"
                .formatted(plan.agentsFor(task), task.subject(), task.parts().size()));
      }
    }
  }

  private static void requirePrepared(@Nullable Path data) {
    if (data == null) {
      throw new Refusal(ExitCode.USAGE, "--resume needs the --data folder of the demo");
    }
    var folder = new DemoFolder(data.resolve("demo"));
    if (!folder.prepared()) {
      throw new Refusal(
          ExitCode.USAGE,
          "there is no demo to resume in " + folder.root() + "; leave out --resume");
    }
  }

  /** The data folder, made when it is not there yet. */
  private static Path usable(@Nullable Path named) {
    try {
      return named == null
          ? Files.createTempDirectory("muster-demo-").toRealPath()
          : Files.createDirectories(named).toRealPath();
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, "the data folder cannot be made: " + e);
    }
  }

  private static DemoPlan resumed(DemoFolder folder) {
    return DemoPlan.of(folder.readParameters(), folder.readTasks());
  }

  private DemoPlan prepared(Path data, DemoFolder folder) throws IOException {
    if (folder.prepared()) {
      throw new Refusal(
          ExitCode.USAGE,
          "there is a demo already in " + folder.root() + "; add --resume or name another --data");
    }
    if (DemoHost.running(data).isPresent()) {
      throw new Refusal(
          ExitCode.CONFIG,
          "a host runs on "
              + data
              + " and the demo needs its own: name another --data, or end it with: muster down --data "
              + data);
    }
    int own = port == null ? freePort() : port;
    DemoHost.requireFree(own);
    Path source = repo == null ? null : repo.toAbsolutePath().normalize();
    return new DemoPreparation(folder, new DemoOptions(source, tasks, agents, speed, own))
        .prepare();
  }

  private void checkOptions() {
    require(tasks >= 1 && tasks <= TASKS_MAX, "--tasks must be 1 to " + TASKS_MAX);
    require(agents >= 1 && agents <= AGENTS_MAX, "--agents must be 1 to " + AGENTS_MAX);
    require(
        speed >= SPEED_LEAST && speed <= SPEED_MOST,
        "--speed must be " + SPEED_LEAST + " to " + SPEED_MOST);
    require(port == null || (port >= 1 && port <= PORT_MAX), "--port must be 1 to " + PORT_MAX);
  }

  private static void require(boolean fulfilled, String expectation) {
    if (!fulfilled) {
      throw new Refusal(ExitCode.USAGE, expectation);
    }
  }

  /** A fixed one, because a host that is started again must be found at the same place. */
  private static int freePort() throws IOException {
    for (int wanted : List.of(DEFAULT_PORT, 0)) {
      try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        if (wanted == 0) {
          throw e;
        }
      }
    }
    throw new IllegalStateException("no port was tried");
  }

  /** The result stays for a look from outside; the host's own files go. */
  private static void keepRepositories(Path data) throws IOException {
    try (var inside = Files.list(data)) {
      for (Path path : inside.toList()) {
        if (!path.endsWith("demo")) {
          DemoPreparation.clearFolder(path);
        }
      }
    }
    try (var inside = Files.list(data.resolve("demo"))) {
      for (Path path : inside.filter(path -> !path.toString().endsWith(".git")).toList()) {
        DemoPreparation.clearFolder(path);
      }
    }
  }
}
