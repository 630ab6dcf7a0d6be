package dev.muster.host.plugin.run;

import dev.muster.contract.PluginState;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Found;
import dev.muster.host.plugin.folder.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what becomes of a plugin: what lies in its place now, the digest locked for its
 * id, whether an operator switched it, why it is quarantined, and which digest did not start.
 */
record Standing(
    @Nullable Found found,
    @Nullable String locked,
    @Nullable Boolean enabled,
    @Nullable String quarantine,
    @Nullable Failure failure) {
  static final Standing NEW = new Standing(null, null, null, null, null);

  /** The version of this digest did not start. */
  record Failure(String sha256, String why) {}

  Standing at(@Nullable Found place, @Nullable String digest) {
    return new Standing(place, digest, enabled, quarantine, failure);
  }

  /** On also forgets why it was quarantined and that it did not start. */
  Standing switched(boolean on) {
    return new Standing(found, locked, on, on ? null : quarantine, on ? null : failure);
  }

  Standing quarantined(String why) {
    return new Standing(found, locked, enabled, why, failure);
  }

  Standing failed(@Nullable Failure how) {
    return new Standing(found, locked, enabled, quarantine, how);
  }

  /** What should become of it; {@code dev} lets ids run that are absent from the lock file. */
  Wish wish(boolean dev) {
    return switch (found) {
      case null -> new Wish.Gone();
      case Invalid invalid when quarantine != null ->
          new Wish.Rest(PluginState.QUARANTINED, quarantine, null, false);
      case Invalid invalid -> new Wish.Rest(PluginState.INVALID, invalid.reason(), null, false);
      case Candidate candidate -> wish(candidate, dev);
    };
  }

  private Wish wish(Candidate candidate, boolean dev) {
    boolean known = candidate.bundled() || candidate.sha256().equals(locked);
    boolean unlocked = dev && locked == null;
    boolean denies = candidate.manifest().denies();
    String id = candidate.id();
    if (quarantine != null) {
      return new Wish.Rest(PluginState.QUARANTINED, quarantine, candidate, denies);
    }
    if (enabled == null ? candidate.bundled() : !enabled) {
      return new Wish.Rest(PluginState.DISABLED, null, candidate, false);
    }
    if (!known && !unlocked) {
      return new Wish.Rest(
          PluginState.PENDING_LOCK,
          "its digest is not in the lock file; to trust it: muster plugin lock " + id,
          candidate,
          denies && locked != null);
    }
    if (failure != null && failure.sha256().equals(candidate.sha256())) {
      return new Wish.Rest(PluginState.FAILED, failure.why(), candidate, denies && known);
    }
    return new Wish.Run(candidate, known ? PluginState.ACTIVE : PluginState.ACTIVE_UNLOCKED);
  }
}
