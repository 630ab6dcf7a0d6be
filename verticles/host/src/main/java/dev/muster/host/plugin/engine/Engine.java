package dev.muster.host.plugin.engine;

import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.VetoSeen;

/**
 * One running version of a plugin. Calls come from several threads at a time; one that is
 * interrupted returns soon with {@link InterruptedException} or {@link HookFailed}, as far as the
 * kind can make it.
 */
public sealed interface Engine permits JarEngine, CallEngine, ServeEngine, WasmEngine {

  /** Starts it, before any call; what is thrown keeps it from starting. */
  void start(PluginContext context) throws Exception;

  /** Asks it, and waits. */
  HookResult call(HookInput input) throws Exception;

  /** Tells it of a veto, and waits; only jars hear of them. */
  default void tell(VetoSeen seen) throws Exception {
    throw new HookFailed("only a jar hears vetoes");
  }

  /** Ends it after the last call; nothing of it is left, as far as the kind can make it. */
  void close() throws Exception;
}
