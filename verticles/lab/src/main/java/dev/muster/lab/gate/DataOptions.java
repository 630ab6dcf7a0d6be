package dev.muster.lab.gate;

import dev.muster.host.cli.GlobalOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where recorded data are: what {@code --data} names, or the folder beside when it exists. */
final class DataOptions {
  private static final Path USUAL = Path.of("..", "shared", "data");

  private DataOptions() {}

  /** What MUSTER_DATA names is a host's folder, not recorded data. */
  static @Nullable Path folder(CommandSpec command, GlobalOptions global) {
    if (command.commandLine().getParseResult().hasMatchedOption("--data")) {
      return global.namedData();
    }
    return Files.isDirectory(USUAL) ? USUAL : null;
  }
}
