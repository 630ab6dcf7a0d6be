package dev.muster.host.plugin.cli;

import dev.muster.contract.PluginKind;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.host.plugin.folder.ManifestReader;
import dev.muster.host.plugin.folder.PluginRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder in which somebody writes a plugin; what lies in it says of which kind it will be. */
record SourceFolder(Path folder, PluginKind kind) {
  static final String MODULE = "plugin.wat";

  /** The folder of sources, which must be one. */
  static SourceFolder of(Path named) {
    Path folder = named.toAbsolutePath().normalize();
    if (Files.isRegularFile(folder.resolve(Manifest.FILE_IN_JAR))) {
      return new SourceFolder(folder, PluginKind.JAR);
    }
    if (!Files.isRegularFile(folder.resolve(Manifest.FILE))) {
      throw new Refusal(
          ExitCode.USAGE,
          folder
              + " must hold "
              + Manifest.FILE_IN_JAR
              + " or "
              + Manifest.FILE
              + "; begin with: muster plugin new ID --kind jar");
    }
    return new SourceFolder(
        folder,
        Files.isRegularFile(folder.resolve(MODULE)) ? PluginKind.WASM : PluginKind.EXECUTABLE);
  }

  /** What is dropped in when it is built: a file in {@code target}, or the folder itself. */
  Path built() {
    String id = id();
    return switch (kind) {
      case JAR -> folder.resolve("target/" + id + ".jar");
      case WASM -> folder.resolve("target/" + id + ".wasm");
      case EXECUTABLE -> folder;
    };
  }

  private String id() {
    Path file = folder.resolve(kind == PluginKind.JAR ? Manifest.FILE_IN_JAR : Manifest.FILE);
    try {
      return ManifestReader.read(Files.readAllBytes(file), file.toString()).id();
    } catch (PluginRefused refused) {
      throw new Refusal(ExitCode.USAGE, String.valueOf(refused.getMessage()));
    } catch (IOException failure) {
      throw new Refusal(ExitCode.NOT_PERMITTED, "cannot read " + file + ": " + failure);
    }
  }
}
