package dev.muster.host.plugin.engine;

import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginContext;

/** Being written. */
public final class JarEngine implements Engine {
  @Override
  public void start(PluginContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public HookResult call(HookInput input) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
