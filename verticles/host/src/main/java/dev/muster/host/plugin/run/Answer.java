package dev.muster.host.plugin.run;

import dev.muster.plugin.HookResult;

/** How a call of one plugin ended. */
sealed interface Answer {

  /** It answered. */
  record Said(HookResult result) implements Answer {}

  /** It did not; {@code itsFault} is false when it was never asked. */
  record Failed(String reason, boolean itsFault) implements Answer {}
}
