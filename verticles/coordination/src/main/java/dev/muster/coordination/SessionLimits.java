package dev.muster.coordination;

import dev.muster.contract.FileRules;
import dev.muster.coordination.declare.HubFiles;
import java.time.Duration;
import java.util.List;

/**
 * Every limit of sessions and declarations.
 *
 * @param idle when a session that says nothing is closed
 * @param declared how long what a session declared stands after its last call
 * @param parkMax how long a parked task waits at most, each time
 * @param hubFiles globs of files that nearly every change touches
 * @param waitEdge how long somebody who was denied an edit counts as waiting
 */
public record SessionLimits(
    Duration idle, Duration declared, Duration parkMax, List<String> hubFiles, Duration waitEdge) {
  public SessionLimits {
    hubFiles = List.copyOf(hubFiles);
  }

  /** What a page must know of them. */
  FileRules fileRules() {
    return new FileRules((int) waitEdge.toSeconds(), hubFiles);
  }

  /** As a configuration that says nothing has them. */
  public static final SessionLimits DEFAULT =
      new SessionLimits(
          Duration.ofMinutes(30),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          HubFiles.DEFAULTS,
          Duration.ofMinutes(5));
}
