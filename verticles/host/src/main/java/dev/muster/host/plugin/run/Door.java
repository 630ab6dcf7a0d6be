package dev.muster.host.plugin.run;

import dev.muster.contract.PluginState;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.plugin.Phase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a call of a plugin meets. */
sealed interface Door {

  /** Of the version behind it, or of the one that a guard stands for; null when it is shut. */
  @Nullable Manifest manifest();

  /** Whether calls of the phase come here at all. */
  default boolean wants(Phase phase) {
    Manifest said = manifest();
    return said != null && said.phases().contains(phase);
  }

  /** Whether vetoes are told here. */
  default boolean hearsVetoes() {
    Manifest said = manifest();
    return said != null && said.hearsVetoes();
  }

  /** Where it stands among the plugins of a phase. */
  default int order() {
    Manifest said = manifest();
    return said == null ? 0 : said.order();
  }

  /** The door of a plugin that rests: shut, or a guard's that denies. */
  static Door of(Seat seat, Wish.Rest rest) {
    Candidate candidate = rest.candidate();
    Manifest guard = rest.state() == PluginState.QUARANTINED ? seat.guard() : null;
    if (guard == null && rest.denies() && candidate != null) {
      guard = candidate.manifest();
    }
    if (guard == null) {
      return new Shut();
    }
    boolean lock = rest.state() == PluginState.PENDING_LOCK;
    return new Denies(
        guard,
        "plugin %s denies, because it is %s: %s%s"
            .formatted(
                seat.id(),
                rest.state(),
                rest.reason(),
                lock ? "" : "; to try again: muster plugin enable " + seat.id()));
  }

  /** A guard that ends with the host lets nothing through. */
  static Door ending(Version version) {
    return version.manifest().denies()
        ? new Denies(version.manifest(), "the host is ending")
        : new Shut();
  }

  /** Nobody is behind it: the call goes on to the next plugin. */
  record Shut() implements Door {
    @Override
    public @Nullable Manifest manifest() {
      return null;
    }
  }

  /** A version answers. */
  record Open(Version version) implements Door {
    @Override
    public Manifest manifest() {
      return version.manifest();
    }
  }

  /** Nobody is behind it, and that is a veto. */
  record Denies(Manifest manifest, String reason) implements Door {
    @Override
    public boolean wants(Phase phase) {
      return phase.vetoes() && Door.super.wants(phase);
    }

    @Override
    public boolean hearsVetoes() {
      return false;
    }
  }

  /** One version has stopped and the next has not started: calls wait. */
  record Waits(Manifest manifest, CompletableFuture<Void> opened, AtomicInteger waiting)
      implements Door {}
}
