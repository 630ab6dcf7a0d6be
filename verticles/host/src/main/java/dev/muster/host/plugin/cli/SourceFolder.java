package dev.muster.host.plugin.cli;

import dev.muster.contract.PluginKind;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder in which somebody writes a plugin; what lies in it says of which kind it will be. */
record SourceFolder(Path folder, PluginKind kind) {
  /** Where a jar says what it is, in the folder as in the jar. */
  static final String JAR_MANIFEST = "META-INF/muster/plugin.yaml";

  static final String MANIFEST = "plugin.yaml";
  static final String MODULE = "plugin.wat";

  /** The folder of sources, which must be one. */
  static SourceFolder of(Path named) {
    Path folder = named.toAbsolutePath().normalize();
    if (Files.isRegularFile(folder.resolve(JAR_MANIFEST))) {
      return new SourceFolder(folder, PluginKind.JAR);
    }
    if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
      throw new Refusal(
          ExitCode.USAGE,
          folder
              + " must hold "
              + JAR_MANIFEST
              + " or "
              + MANIFEST
              + "; begin with: muster plugin new ID --kind jar");
    }
    return new SourceFolder(
        folder,
        Files.isRegularFile(folder.resolve(MODULE)) ? PluginKind.WASM : PluginKind.EXECUTABLE);
  }

  Path manifest() {
    return folder.resolve(kind == PluginKind.JAR ? JAR_MANIFEST : MANIFEST);
  }

  /** What is dropped in: a file in {@code target}, or the folder itself. */
  Path built(String id) {
    return switch (kind) {
      case JAR -> folder.resolve("target/" + id + ".jar");
      case WASM -> folder.resolve("target/" + id + ".wasm");
      case EXECUTABLE -> folder;
    };
  }
}
