package dev.muster.host.plugin.folder;

/** Why a file is no plugin that this host loads: what was expected and what was found. */
public final class PluginRefused extends Exception {
  private static final long serialVersionUID = 1L;

  public PluginRefused(String message) {
    super(message);
  }
}
