package dev.muster.host.plugin.cli;

import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.plugin.folder.LockFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Option {@code --plugins} of the commands that read the drop-in folder themselves. */
final class LockPlace {
  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "The drop-in folder (default: the running host's, else plugins in --data).")
  private @Nullable Path plugins;

  Dropped dropped(GlobalOptions global) {
    Path folder = plugins == null ? global.plugins() : plugins.toAbsolutePath().normalize();
    return Dropped.in(folder);
  }

  /** Never in the drop-in folder: whoever may drop a file in may not let it in. */
  static LockFile lock(GlobalOptions global) {
    return new LockFile(global.data().resolve("plugins.lock"));
  }
}
