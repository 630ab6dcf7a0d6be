package dev.muster.host.plugin.run;

import dev.muster.contract.PluginState;
import dev.muster.host.plugin.folder.Candidate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a plugin stands: resting, then starting, serving, stopping and resting again. A version
 * that takes over from another starts while the other serves; one with {@code overlap: false} after
 * it has stopped.
 */
sealed interface Life {

  /** When it came to stand there. */
  Instant since();

  /** No version runs, because of {@code reason}; the candidate is null when it cannot be read. */
  record Resting(
      PluginState state, @Nullable String reason, @Nullable Candidate candidate, Instant since)
      implements Life {}

  /** A version starts; the older one serves meanwhile. */
  record Starting(Version fresh, @Nullable Serving old, Instant since) implements Life {}

  /** A version takes part; {@code pending} is the digest of a newer one that may not. */
  record Serving(
      Version version,
      PluginState state,
      @Nullable String reason,
      @Nullable String pending,
      Instant since)
      implements Life {}

  /** Calls that run are ending. */
  record Stopping(Version version, Instant since) implements Life {}
}
