package dev.muster.lab.replay;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.ApiFailure;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.HostFile;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.lab.MusterProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The demo's host: a child process that is started again on the same data and port whenever it
 * dies. A host that an earlier demo left running on the data is taken over.
 */
final class DemoHost implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  /** Orderly drain takes a host at most 20 s. */
  private static final long END_SECONDS_MAX = 25;

  /** A host that dies this often without once being ready will not get better. */
  private static final int FAILED_STARTS_MAX = 5;

  private final Path data;
  private final int port;
  private final Consumer<String> note;
  private volatile @Nullable ProcessHandle process;
  private volatile boolean closing;
  private volatile boolean ready;
  private int failedStarts;
  private volatile int restarts;

  DemoHost(Path data, int port, Consumer<String> note) {
    this.data = data;
    this.port = port;
    this.note = note;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How often the host had died and was started again. */
  int restarts() {
    return restarts;
  }

  /** Starts or takes over the host and returns when it is ready. */
  void open() {
    process = running(data).orElse(null);
    if (process == null) {
      requireFree(port);
      start();
    }
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new Refusal(ExitCode.TIMEOUT, "the host was not ready in time; see " + log());
      }
      supervise();
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Starts the host again when it is dead; called again and again while the demo goes on. */
  synchronized void supervise() {
    ProcessHandle current = process;
    if (closing || (current != null && current.isAlive())) {
      return;
    }
    failedStarts = ready ? 1 : failedStarts + 1;
    if (failedStarts > FAILED_STARTS_MAX) {
      throw new Refusal(ExitCode.INTERNAL, "the host ends at each start; see " + log());
    }
    ready = false;
    restarts++;
    note.accept("the host has ended; starting it again on the same data and port");
    start();
  }

  /** Whether the host answers now. */
  boolean answers() {
    try {
      new ApiClient(url(), null).get("/readyz");
      ready = Files.exists(data.resolve("token"));
      return ready;
    } catch (ApiFailure notYet) {
      return false;
    }
  }

  ApiClient client() {
    try {
      return new ApiClient(url(), Files.readString(data.resolve("token")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A link to the page; it works once, within a minute. */
  String pageLink() {
    JsonNode answer = client().post("/api/v1/session/code", JsonText.object()).body();
    return url() + "/#code=" + answer.path("code").asString("");
  }

  /** Otherwise another program's answers would be taken for those of a host that cannot start. */
  static void requireFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.CONFIG,
          "port " + port + " is taken by another program: free it or name another");
    }
  }

  private void start() {
    try {
      process =
          MusterProcess.start(
                  log(), List.of("up", "--port", String.valueOf(port), "--data", data.toString()))
              .toHandle();
    } catch (IOException e) {
      throw new Refusal(ExitCode.INTERNAL, "the host cannot be started: " + e.getMessage());
    }
  }

  private Path log() {
    return data.resolve("host.log");
  }

  /** The host that runs on a data folder. */
  static Optional<ProcessHandle> running(Path data) {
    return Optional.ofNullable(HostFile.read(data)).flatMap(HostFile::process);
  }

  @Override
  public synchronized void close() {
    closing = true;
    ProcessHandle current = process;
    if (current != null) {
      MusterProcess.end(current, END_SECONDS_MAX);
    }
  }
}
