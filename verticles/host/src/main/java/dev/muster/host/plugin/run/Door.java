package dev.muster.host.plugin.run;

import dev.muster.host.plugin.folder.Manifest;
import dev.muster.plugin.Phase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What a call of a plugin meets. */
sealed interface Door {

  /** Whether calls of the phase come here at all. */
  boolean wants(Phase phase);

  /** Where it stands among the plugins of a phase. */
  int order();

  /** Nobody is behind it: the call goes on to the next plugin. */
  record Shut() implements Door {
    @Override
    public boolean wants(Phase phase) {
      return false;
    }

    @Override
    public int order() {
      return 0;
    }
  }

  /** A version answers. */
  record Open(Version version) implements Door {
    @Override
    public boolean wants(Phase phase) {
      return version.manifest().phases().contains(phase);
    }

    @Override
    public int order() {
      return version.manifest().order();
    }
  }

  /** Nobody is behind it, and that is a veto. */
  record Denies(Manifest manifest, String reason) implements Door {
    @Override
    public boolean wants(Phase phase) {
      return phase.vetoes() && manifest.phases().contains(phase);
    }

    @Override
    public int order() {
      return manifest.order();
    }
  }

  /** One version has stopped and the next has not started: calls wait. */
  record Waits(Manifest manifest, CompletableFuture<Void> opened, AtomicInteger waiting)
      implements Door {
    @Override
    public boolean wants(Phase phase) {
      return manifest.phases().contains(phase);
    }

    @Override
    public int order() {
      return manifest.order();
    }
  }
}
