package dev.muster.host;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.plugin.engine.EngineLimits;
import dev.muster.host.plugin.run.PluginLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code plugins}: where hook plugins are dropped, what they may take, what they are set.
 */
record PluginSettings(
    @Nullable String folder,
    Integer scanMs,
    Integer callsMax,
    Integer queueMax,
    Integer jarDeadlineMs,
    Integer wasmDeadlineMs,
    Integer serveDeadlineMs,
    Integer callDeadlineMs,
    Integer editDeadlineMs,
    Integer startDeadlineMs,
    Integer drainS,
    Integer failuresMax,
    Integer wasmMemoryMb,
    Integer stderrBytesMax,
    Integer vetoRetryS,
    Map<String, Map<String, Object>> config) {
  private static final int MINUTE_MS = 60_000;

  PluginSettings {
    scanMs = within("scan_ms", scanMs, 250, 50, MINUTE_MS);
    callsMax = within("calls_max", callsMax, 4, 1, 64);
    queueMax = within("queue_max", queueMax, 64, 0, 10_000);
    jarDeadlineMs = within("jar_deadline_ms", jarDeadlineMs, 250, 1, MINUTE_MS);
    wasmDeadlineMs = within("wasm_deadline_ms", wasmDeadlineMs, 250, 1, MINUTE_MS);
    serveDeadlineMs = within("serve_deadline_ms", serveDeadlineMs, 1000, 1, MINUTE_MS);
    callDeadlineMs = within("call_deadline_ms", callDeadlineMs, 10_000, 1, MINUTE_MS);
    editDeadlineMs = within("edit_deadline_ms", editDeadlineMs, 1500, 1, 10_000);
    startDeadlineMs = within("start_deadline_ms", startDeadlineMs, 5000, 100, MINUTE_MS);
    drainS = within("drain_s", drainS, 10, 0, 600);
    failuresMax = within("failures_max", failuresMax, 3, 1, 1000);
    wasmMemoryMb = within("wasm_memory_mb", wasmMemoryMb, 16, 1, 64);
    stderrBytesMax = within("stderr_bytes_max", stderrBytesMax, 65_536, 1024, 1 << 20);
    vetoRetryS = within("veto_retry_s", vetoRetryS, 10, 1, 3600);
    config = config == null ? Map.of() : Map.copyOf(config);
  }

  PluginLimits limits() {
    return new PluginLimits(
        Duration.ofMillis(scanMs),
        callsMax,
        queueMax,
        Duration.ofMillis(jarDeadlineMs),
        Duration.ofMillis(serveDeadlineMs),
        Duration.ofMillis(callDeadlineMs),
        Duration.ofMillis(wasmDeadlineMs),
        Duration.ofMillis(editDeadlineMs),
        Duration.ofMillis(startDeadlineMs),
        Duration.ofSeconds(drainS),
        failuresMax,
        new EngineLimits(wasmMemoryMb, stderrBytesMax));
  }

  /** How long a task that a plugin refused waits until plugins are asked about it again. */
  Duration vetoRetry() {
    return Duration.ofSeconds(vetoRetryS);
  }

  /** The drop-in folder: named at the start, else here, else in the data folder. */
  Path dropIn(@Nullable Path named, Path data) {
    Path chosen =
        named != null ? named : folder != null ? Path.of(folder) : data.resolve("plugins");
    return chosen.toAbsolutePath().normalize();
  }

  /** Whoever reaches a host that loads unlocked plugins may run code in it: only this machine. */
  static void refuseDevBeyond(boolean dev, String listensOn) {
    if (dev && !Config.LOOPBACK.contains(listensOn)) {
      throw new Refusal(
          ExitCode.CONFIG,
          "--dev loads plugins that nobody locked, so http.host must be one of "
              + Config.LOOPBACK
              + ", was "
              + listensOn);
    }
  }

  private static Integer within(
      String key, @Nullable Integer value, int otherwise, int min, int max) {
    return Config.within("plugins." + key, value, otherwise, min, max);
  }
}
