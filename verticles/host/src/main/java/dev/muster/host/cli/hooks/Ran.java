package dev.muster.host.cli.hooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that ran to its end: its exit code, or {@link #TIMED_OUT}, and what it said. */
record Ran(int exitCode, String out, String error) {
  static final int TIMED_OUT = -1;

  boolean ok() {
    return exitCode == 0;
  }

  /** Runs a program with a text on its standard input, and ends it when its time is up. */
  static Ran of(
      List<String> command,
      Path folder,
      Map<String, String> environment,
      String input,
      Duration within) {
    try {
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      var out = CompletableFuture.supplyAsync(() -> all(process.getInputStream()), Ran::thread);
      var error = CompletableFuture.supplyAsync(() -> all(process.getErrorStream()), Ran::thread);
      give(process.getOutputStream(), input);
      boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor();
      }
      return new Ran(ended ? process.exitValue() : TIMED_OUT, out.join(), error.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted"));
    }
  }

  private static void thread(Runnable work) {
    Thread.ofVirtual().start(work);
  }

  private static void give(OutputStream stream, String input) {
    try (stream) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A program that does not read its input closes it; its exit code says how it went.
    }
  }

  private static String all(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
