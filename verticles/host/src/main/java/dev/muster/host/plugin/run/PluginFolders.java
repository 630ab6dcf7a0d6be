package dev.muster.host.plugin.run;

import java.nio.file.Path;

/**
 * Where the host keeps what belongs to plugins: a folder for each plugin's own files, the crash
 * marker, and how often the host died in which plugin.
 */
public record PluginFolders(Path states, Path calls, Path deaths) {

  /** The places within a host's data folder. */
  public static PluginFolders in(Path data) {
    return new PluginFolders(
        data.resolve("plugin-state"), data.resolve("plugin-calls"), data.resolve("plugin-deaths"));
  }

  Path state(String id) {
    return states.resolve(id);
  }
}
