package dev.muster.learning.challenger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fits in a child process, one at a time; nobody waits for it on a thread. */
public final class RetrainProcess implements AutoCloseable {
  private static final int MINUTES_MOST = 10;
  private static final int REASON_MOST = 200;

  private final Path folder;
  private final Executor elsewhere;
  private @Nullable Process running;
  private boolean closed;

  /**
   * Starts nothing yet.
   *
   * @param folder where rows, model, log and OpenBLAS are; made when it is not there
   * @param elsewhere may be blocked by reading and writing files
   */
  public RetrainProcess(Path folder, Executor elsewhere) {
    this.folder = folder;
    this.elsewhere = elsewhere;
  }

  /**
   * The model file that was fitted on rows, on a thread of {@code elsewhere}. Fails with an
   * IllegalStateException that says in words for operators how the process ended.
   */
  public CompletionStage<byte[]> fit(Family family, Rows rows, long seed) {
    return CompletableFuture.supplyAsync(() -> started(family, rows, seed), elsewhere)
        .thenCompose(process ->
            process
                .onExit()
                .completeOnTimeout(process, MINUTES_MOST, TimeUnit.MINUTES)
                .thenApplyAsync(this::fitted, elsewhere));
  }

  private Process started(Family family, Rows rows, long seed) {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(model());
      Path file = Files.write(folder.resolve("rows"), rows.toBytes());
      return started(
          Retrain.command(family, file, model(), seed, folder.resolve("natives"))
              .redirectErrorStream(true)
              .redirectOutput(log().toFile()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private synchronized Process started(ProcessBuilder command) throws IOException {
    if (closed) {
      throw new IllegalStateException("the host ends");
    }
    running = command.start();
    return running;
  }

  private byte[] fitted(Process process) {
    if (process.isAlive()) {
      process.destroyForcibly();
      throw new IllegalStateException("ended by us after " + MINUTES_MOST + " minutes");
    }
    int code = process.exitValue();
    try {
      if (code == Retrain.OK) {
        return Files.readAllBytes(model());
      }
      String said = said();
      throw new IllegalStateException(
          "%s (exit code %d)%s"
              .formatted(Retrain.meaning(code), code, said.isEmpty() ? "" : ": " + said));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The last line of what the process told. */
  private String said() throws IOException {
    List<String> lines = Files.readAllLines(log());
    String last = lines.isEmpty() ? "" : lines.getLast();
    return last.substring(0, Math.min(REASON_MOST, last.length()));
  }

  private Path model() {
    return folder.resolve("model");
  }

  private Path log() {
    return folder.resolve("log");
  }

  /** Ends the process that runs; from now on none is started. */
  @Override
  public synchronized void close() {
    closed = true;
    if (running != null) {
      running.destroy();
    }
  }
}
