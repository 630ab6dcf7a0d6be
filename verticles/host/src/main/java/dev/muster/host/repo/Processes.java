package dev.muster.host.repo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs git: without hooks, monitors and remotes of the repository, without locks that a person's
 * own git would meet, with a clean environment. Each run has a deadline; {@link #sweep} kills what
 * is past its own.
 */
public final class Processes {
  private static final List<String> GIT =
      List.of(
          "git",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "protocol.file.allow=never");

  private static final Set<String> KEPT = Set.of("PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR");
  private static final Map<String, String> SET =
      Map.of(
          "LC_ALL", "C.UTF-8",
          "GIT_OPTIONAL_LOCKS", "0",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_PAGER", "cat",
          "GIT_FLUSH", "1");

  private final Map<Process, Long> deadlines = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  public Processes(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Starts git in a folder; what it says on standard error is not kept. */
  public Process start(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(GIT);
    command.addAll(Arrays.asList(arguments));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(KEPT);
    builder.environment().putAll(SET);
    return builder.start();
  }

  /** What git wrote, split at NUL; fails when it takes too long, says too much or exits not 0. */
  public List<String> run(Path folder, Duration max, int bytesMax, String... arguments)
      throws IOException {
    Process process = start(folder, arguments);
    limit(process, max);
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      byte[] said = out.readNBytes(bytesMax + 1);
      if (said.length > bytesMax) {
        throw new IOException("git " + arguments[0] + " said more than " + bytesMax + " bytes");
      }
      int exit = exit(process, max);
      if (exit != 0) {
        throw new IOException("git " + arguments[0] + " exited with " + exit);
      }
      String text = new String(said, StandardCharsets.UTF_8);
      return text.isEmpty() ? List.of() : List.of(text.split("\0", -1));
    } finally {
      free(process);
      kill(process);
    }
  }

  private static int exit(Process process, Duration max) throws IOException {
    try {
      if (process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      throw new IOException("git closed its output and did not end");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  /** From now on the process has so long. */
  void limit(Process process, Duration max) {
    deadlines.put(process, nanos.getAsLong() + max.toNanos());
  }

  /** The process has no deadline any more. */
  void free(Process process) {
    deadlines.remove(process);
  }

  /** Kills what is past its deadline; whoever reads from it then sees the end. */
  void sweep() {
    long now = nanos.getAsLong();
    deadlines.forEach((process, deadline) -> {
      if (now - deadline > 0) {
        kill(process);
      }
    });
  }

  /** Ends a process and what it started. */
  public static void kill(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
