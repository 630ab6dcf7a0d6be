// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as plugins see it. The text is there for submitted tasks; of a session's prompt it is
 * stored only where the operator chose to, and null otherwise. {@code agents} is the submitter's
 * own number when one was asked for.
 */
public record TaskFacts(
    String id,
    String type,
    String source,
    int textLength,
    @Nullable String text,
    @Nullable String repo,
    List<String> files,
    int priority,
    @Nullable Integer parts,
    @Nullable Integer agents) {
  public TaskFacts {
    files = List.copyOf(files);
  }
}
