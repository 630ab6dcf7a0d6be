package dev.muster.host.plugin.engine;

/** A plugin failed in a call, and what it said. */
public final class HookFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public HookFailed(String message) {
    super(message);
  }
}
