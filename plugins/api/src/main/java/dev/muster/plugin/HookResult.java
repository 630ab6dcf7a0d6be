// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a plugin answers. */
public sealed interface HookResult {

  /** Characters of a reason or a note; what is longer is cut. */
  int TEXT_MAX = 2_000;

  /** Goes on unchanged. */
  static HookResult proceed() {
    return Continue.INSTANCE;
  }

  /** Goes on with at most {@code agents} (1..8), because of {@code why}. */
  static HookResult atMost(int agents, String why) {
    return new Amend(agents, why);
  }

  /** Goes on, and tells the agent {@code note}. */
  static HookResult note(String note) {
    return new Amend(null, note);
  }

  /** Stops it, because of {@code reason}. */
  static HookResult veto(String reason) {
    return new Veto(reason);
  }

  /** Goes on, and publishes an event of the plugin's own. */
  static HookResult emit(String type, Map<String, String> data) {
    return new Emit(type, data);
  }

  /** Nothing to say. */
  record Continue() implements HookResult {
    private static final Continue INSTANCE = new Continue();
  }

  /**
   * A change within the guard rails: it only narrows. {@code agentsMax} (1..8) counts where {@link
   * Phase#caps()}, {@code note} is told where {@link Phase#notes()}, and gives the reason
   * otherwise.
   */
  record Amend(@Nullable Integer agentsMax, @Nullable String note) implements HookResult {
    public Amend {
      if (agentsMax != null && (agentsMax < 1 || agentsMax > 8)) {
        throw new IllegalArgumentException("agents_max must be in 1..8, was " + agentsMax);
      }
      if (agentsMax == null && note == null) {
        throw new IllegalArgumentException("an amendment needs agents_max or note");
      }
      note = note == null ? null : cut(note);
    }
  }

  /** A refusal; it counts where {@link Phase#vetoes()}. */
  record Veto(String reason) implements HookResult {
    public Veto {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("a veto needs a reason");
      }
      reason = cut(reason);
    }
  }

  /** An event of the plugin's own: a type of 1..64 of a-z, 0-9, '_' and '.', and its data. */
  record Emit(String type, Map<String, String> data) implements HookResult {
    public Emit {
      if (!type.matches("[a-z][a-z0-9_.]{0,63}")) {
        throw new IllegalArgumentException(
            "an event's type must be 1..64 of a-z, 0-9, _ and ., was " + type);
      }
      data = Map.copyOf(data);
    }
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX - 1) + "…";
  }
}
