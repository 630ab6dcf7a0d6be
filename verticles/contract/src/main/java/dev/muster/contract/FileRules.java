package dev.muster.contract;

import java.util.List;

/**
 * What one must know of the host's rules to read who is in whose way: somebody who was denied
 * counts as waiting for {@code waitEdgeS} seconds, and files that match {@code hubFiles} park
 * nobody. In a glob {@code *} and {@code ?} stay within a folder; without a slash it is of the name
 * alone.
 */
public record FileRules(int waitEdgeS, List<String> hubFiles) {
  /** What is taken to hold where an older host does not say. */
  static final FileRules UNSAID = new FileRules(300, List.of());

  public FileRules {
    hubFiles = List.copyOf(hubFiles);
  }
}
