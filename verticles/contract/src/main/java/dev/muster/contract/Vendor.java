package dev.muster.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose coding agent a session is; decides the field names of its hooks. */
public enum Vendor {
  /** Claude Code. */
  CLAUDE,
  /** Codex CLI. */
  CODEX,
  /** GitHub Copilot CLI. */
  COPILOT,
  /** Cursor. */
  CURSOR,
  /** Gemini CLI. */
  GEMINI;

  /** The one that stands so in JSON and in paths; empty when there is none. */
  public static Optional<Vendor> named(String name) {
    return Arrays.stream(values()).filter(vendor -> vendor.toString().equals(name)).findFirst();
  }

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
