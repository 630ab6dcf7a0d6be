package dev.muster.host.hooks;

import org.jspecify.annotations.Nullable;

/** A hook's call in our own words, whichever agent made it. */
public sealed interface HookCall {
  /** A session began or goes on. */
  record SessionStart(Caller caller) implements HookCall {}

  /** Somebody prompted; {@code text} only where texts are stored. */
  record Prompt(Caller caller, long bytes, String hash, @Nullable String text) implements HookCall {
    private static final int INTENT_MAX = 200;

    /** Its first line with anything in it, cut; null without one. */
    @Nullable String intent() {
      return text == null
          ? null
          : text.lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .map(line -> line.length() > INTENT_MAX ? line.substring(0, INTENT_MAX) : line)
              .findFirst()
              .orElse(null);
    }
  }

  /** A tool is about to run. */
  record BeforeTool(Caller caller, Tool tool) implements HookCall {}

  /** A tool ran; {@code exitCode} when it is a shell that told. */
  record AfterTool(Caller caller, Tool tool, boolean succeeded, @Nullable Integer exitCode)
      implements HookCall {}

  /** A sub-agent ended. */
  record SubagentStop(Caller caller) implements HookCall {}

  /** The agent finished its turn. */
  record Stop(Caller caller) implements HookCall {}

  /** The session ended. */
  record SessionEnd(Caller caller, @Nullable String reason) implements HookCall {}

  /** Something that changes nothing here. */
  record Other() implements HookCall {}
}
