package dev.muster.host.plugin.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What passes between the host and the process of one call. */
final class Exchange {
  /**
   * For the rest of the output after the group was killed; whoever hid from it may hold it open.
   */
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final Process process;
  private final CappedText errors;
  private final CompletableFuture<byte[]> output = new CompletableFuture<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Thread errorReader;

  Exchange(String plugin, Process process, String input, int stderrBytesMax) {
    this.process = process;
    this.errors = new CappedText(stderrBytesMax);
    thread(plugin, "stdin", () -> write(process.getOutputStream(), input));
    thread(plugin, "stdout", () -> read(process.getInputStream()));
    this.errorReader = thread(plugin, "stderr", () -> errors.readAll(process.getErrorStream()));
    var _ = process.onExit().thenRun(() -> end.complete(null));
  }

  static Thread thread(String plugin, String stream, Runnable body) {
    return Thread.ofPlatform().daemon().name("plugin " + plugin + " " + stream).start(body);
  }

  private static void write(OutputStream to, String input) {
    try (to) {
      to.write((input + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A command need not read its standard input.
    }
  }

  private void read(InputStream from) {
    try (from) {
      byte[] bytes = from.readNBytes(Wire.ANSWER_BYTES_MAX + 1);
      output.complete(bytes);
      if (bytes.length > Wire.ANSWER_BYTES_MAX) {
        end.complete(null); // without waiting for a process that may never stop writing
      }
    } catch (IOException e) {
      output.completeExceptionally(e);
    }
  }

  /** Waits until the process ended or wrote more than an answer may be. */
  void awaitEnd() throws InterruptedException {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that it wrote to standard output; refuses what is too long. */
  String output() throws HookFailed, InterruptedException {
    try {
      byte[] bytes = output.get(DRAIN.toNanos(), TimeUnit.NANOSECONDS);
      if (bytes.length > Wire.ANSWER_BYTES_MAX) {
        throw new HookFailed("an answer must be at most " + Wire.ANSWER_BYTES_MAX + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (ExecutionException e) {
      throw new HookFailed("its output cannot be read: " + e.getCause());
    } catch (TimeoutException e) {
      throw new HookFailed("a process that it left behind still holds its output");
    }
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  CappedText errors() throws InterruptedException {
    errorReader.join(DRAIN);
    return errors;
  }
}
