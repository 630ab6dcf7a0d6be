package dev.muster.contract;

import java.util.Locale;

/** How a plugin runs, and so how far it is trusted. */
public enum PluginKind {
  /** Java inside the host: full trust. */
  JAR,
  /** A process of its own. */
  EXECUTABLE,
  /** WebAssembly in a sandbox. */
  WASM;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
