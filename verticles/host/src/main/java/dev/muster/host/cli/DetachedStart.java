package dev.muster.host.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A host started as a process of its own: this program again, through its launcher script, with its
 * output in {@code host.log} of the data folder.
 */
final class DetachedStart {
  /** A cold start on a busy small machine took 4 s; ten times that is broken. */
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int SHOWN_LOG_BYTES = 2000;

  private final UpOptions options;
  private final Path log;

  DetachedStart(UpOptions options) {
    this.options = options;
    this.log = options.data().resolve("host.log");
  }

  /** Starts the process and returns when its host is ready. */
  ReadyHost run() throws InterruptedException {
    Process process = start();
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    while (System.nanoTime() < end) {
      if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Refusal(
            exitCode(process), "the host ended at once; " + log + " ends with:" + tail());
      }
      Optional<ReadyHost> ready = ready(process);
      if (ready.isPresent()) {
        return ready.get();
      }
    }
    process.destroy();
    throw new Refusal(
        ExitCode.TIMEOUT,
        "the host was not ready within " + READY_WITHIN.toSeconds() + " s; see " + log);
  }

  private static int exitCode(Process process) {
    return process.exitValue() == ExitCode.OK ? ExitCode.INTERNAL : process.exitValue();
  }

  private Process start() {
    String launcher = System.getProperty("muster.launcher");
    if (launcher == null) {
      throw new Refusal(
          ExitCode.USAGE, "up -d works through the launcher script; run: ./muster up -d");
    }
    try {
      Files.createDirectories(options.data());
      return new ProcessBuilder(command(launcher))
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, "the host cannot be started: " + e.getMessage());
    }
  }

  /** A session of its own, or at least deaf to the hang-up of the terminal. */
  private List<String> command(String launcher) {
    var command = new ArrayList<String>();
    command.add(Programs.onPath("setsid") ? "setsid" : "nohup");
    command.addAll(List.of(launcher, "up", "--data", options.data().toString()));
    if (options.port() != null) {
      command.addAll(List.of("--port", options.port().toString()));
    }
    Path conf = options.conf();
    if (conf != null) {
      command.addAll(List.of("--conf", conf.toAbsolutePath().toString()));
    }
    if (options.mcpConformance()) {
      command.add("--mcp-conformance");
    }
    return command;
  }

  private Optional<ReadyHost> ready(Process process) {
    HostFile file = HostFile.read(options.data());
    if (file == null || file.process().isEmpty() || !startedBy(process, file)) {
      return Optional.empty();
    }
    try {
      var client = new ApiClient(file.url(), GlobalOptions.tokenOf(options.data()));
      client.get("/readyz");
      return Optional.of(new ReadyHost(file.url(), OpenLink.fresh(client), file.pid()));
    } catch (ApiFailure notYet) {
      return Optional.empty();
    }
  }

  /** The launcher script may become the host or start it as its child. */
  private static boolean startedBy(Process process, HostFile file) {
    return file.pid() == process.pid()
        || process.descendants().anyMatch(child -> child.pid() == file.pid());
  }

  private String tail() {
    try {
      byte[] bytes = Files.readAllBytes(log);
      int from = Math.max(0, bytes.length - SHOWN_LOG_BYTES);
      return "\n" + new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return " (it cannot be read)";
    }
  }
}
