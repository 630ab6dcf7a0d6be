package dev.muster.lab.bench;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.HostFile;
import dev.muster.host.cli.Refusal;
import dev.muster.lab.MusterProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A host of the benchmark's own, on a free port; it ends with the benchmark. */
final class BenchHost implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long END_SECONDS_MAX = 25;

  private final Path data;
  private final HostFile file;
  private final Process process;

  private BenchHost(Path data, HostFile file, Process process) {
    this.data = data;
    this.file = file;
    this.process = process;
  }

  /** The folder that was named, else a temporary one; a host that was there before is no start. */
  static Path freshData(@Nullable Path named) throws IOException {
    Path data = named == null ? Files.createTempDirectory("muster-bench-") : named;
    if (Files.exists(data.resolve("token"))) {
      throw new Refusal(
          ExitCode.USAGE, "--data must be a folder without a host's data, was " + data);
    }
    return Files.createDirectories(data);
  }

  /** Starts a host on a data folder with this configuration and waits until it is ready. */
  static BenchHost start(Path data, String configuration) throws IOException {
    Path conf = Files.writeString(data.resolve("bench.yaml"), configuration);
    Process process =
        MusterProcess.start(
            data.resolve("host.log"),
            List.of("up", "--port", "0", "--data", data.toString(), "--conf", conf.toString()));
    // An interrupt that reaches only this process must not leave the host behind.
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> MusterProcess.end(process.toHandle(), END_SECONDS_MAX)));
    try {
      return new BenchHost(data, awaitReady(data), process);
    } catch (Refusal late) {
      MusterProcess.end(process.toHandle(), END_SECONDS_MAX);
      throw late;
    }
  }

  URI address() {
    return URI.create(file.url());
  }

  String token() throws IOException {
    return Files.readString(data.resolve("token")).strip();
  }

  ApiClient client() throws IOException {
    return new ApiClient(file.url(), token());
  }

  long pid() {
    return file.pid();
  }

  /** What the host says of itself as soon as it is ready. */
  private static HostFile awaitReady(Path data) {
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    HostFile file = HostFile.read(data);
    while (file == null) {
      if (System.nanoTime() > end) {
        throw new Refusal(
            ExitCode.TIMEOUT, "the host was not ready in time; see " + data.resolve("host.log"));
      }
      LockSupport.parkNanos(POLL.toNanos());
      file = HostFile.read(data);
    }
    return file;
  }

  @Override
  public void close() {
    MusterProcess.end(process.toHandle(), END_SECONDS_MAX);
  }
}
