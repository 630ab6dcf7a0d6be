package dev.muster.host.plugin.run;

import dev.muster.contract.PluginState;
import dev.muster.host.plugin.folder.Candidate;
import org.jspecify.annotations.Nullable;

/** What should become of a plugin, as its file, the lock file and its switch stand now. */
sealed interface Wish {

  /** This version should serve; as {@code ACTIVE} or {@code ACTIVE_UNLOCKED}. */
  record Run(Candidate candidate, PluginState as) implements Wish {}

  /** Nothing new should start; {@code denies} when it vetoes nevertheless. */
  record Rest(
      PluginState state, @Nullable String reason, @Nullable Candidate candidate, boolean denies)
      implements Wish {}

  /** Its file is gone. */
  record Gone() implements Wish {}
}
