package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as it stands: counts since the host started, microseconds of whole calls as the host
 * waited for them. {@code pending} is the digest of a newer version that waits for its line in the
 * lock file while this one serves; {@code leakedThreads} did not end when they were told to; {@code
 * denies} says that its failure is a veto.
 */
public record Plugin(
    String id,
    @Nullable String version,
    @Nullable PluginKind kind,
    PluginState state,
    @Nullable String reason,
    List<String> phases,
    int order,
    boolean denies,
    boolean bundled,
    long calls,
    long failures,
    long vetoes,
    @Nullable Double p50Us,
    @Nullable Double p99Us,
    @Nullable String sha256,
    @Nullable String pending,
    int leakedThreads,
    Instant since,
    List<PluginPhase> byPhase) {
  public Plugin {
    phases = List.copyOf(phases);
    byPhase = List.copyOf(byPhase);
  }
}
