package dev.muster.host.cli.hooks;

/** When in a session an agent calls its hooks; each vendor has its own names for these. */
enum Moment {
  SESSION_START,
  PROMPT,
  BEFORE_TOOL,
  AFTER_TOOL,
  AFTER_FAILURE,
  SUBAGENT_START,
  SUBAGENT_STOP,
  STOP,
  SESSION_END;

  boolean hasTool() {
    return this == BEFORE_TOOL || this == AFTER_TOOL || this == AFTER_FAILURE;
  }
}
