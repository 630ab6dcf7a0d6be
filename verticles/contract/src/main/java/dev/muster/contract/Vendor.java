package dev.muster.contract;

import java.util.Locale;

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

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
