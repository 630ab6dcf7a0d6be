package dev.muster.host.plugin.engine;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookPlugin;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginContext;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;

/** A plugin in the host's own process, behind a class loader of its own. */
public final class JarEngine implements Engine {
  private final URLClassLoader loader;
  private final HookPlugin plugin;

  private JarEngine(URLClassLoader loader, HookPlugin plugin) {
    this.loader = loader;
    this.plugin = plugin;
  }

  /** Loads the plugin's class from its jar. */
  public static JarEngine open(Candidate candidate)
      throws IOException, ReflectiveOperationException, PluginRefused {
    var urls = new URL[] {candidate.path().toUri().toURL()};
    var loader = new URLClassLoader(urls, new ApiLoader());
    Object made =
        Class.forName(candidate.manifest().main(), true, loader).getConstructor().newInstance();
    if (made instanceof HookPlugin plugin) {
      return new JarEngine(loader, plugin);
    }
    loader.close();
    throw new PluginRefused("main must be a HookPlugin, was " + candidate.manifest().main());
  }

  @Override
  public void start(PluginContext context) throws Exception {
    plugin.start(context);
  }

  @Override
  public HookResult call(HookInput input) throws Exception {
    return HookPlugin.call(plugin, input);
  }

  @Override
  public void close() throws Exception {
    try {
      plugin.close();
    } finally {
      loader.close();
    }
  }

  /** The platform's classes and the plugin API, nothing of the host. */
  private static final class ApiLoader extends ClassLoader {
    private ApiLoader() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("dev.muster.plugin.") || name.startsWith("org.jspecify.")) {
        return Class.forName(name, false, HookPlugin.class.getClassLoader());
      }
      throw new ClassNotFoundException(name);
    }
  }
}
