package dev.muster.lab.figures;

import dev.muster.host.cli.GlobalOptions;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Where the recorded data are: only read, and never part of the product. */
public final class Recordings {
  private static final Path USUAL = Path.of("..", "shared", "data");

  private Recordings() {}

  /** The folder that --data names; what MUSTER_DATA names is a host's folder, not this. */
  public static Path folder(CommandSpec command, GlobalOptions global) {
    boolean named = command.commandLine().getParseResult().hasMatchedOption("--data");
    Path folder = named ? global.namedData() : null;
    return folder == null ? USUAL : folder;
  }

  /** The one line of a benchmark whose data are absent. */
  public static String absent(Path file) {
    return "skipped: " + file + " is not there";
  }
}
