package dev.muster.host.plugin.cli;

import dev.muster.contract.PluginKind;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.plugin.folder.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The first files of a plugin, which work as they are: it refuses edits of LICENSE. */
record Scaffold(String id, PluginKind kind, Path folder) {

  /** Writes them into a folder that is not there yet or is empty; the files it wrote. */
  List<Path> write() {
    var written = new ArrayList<Path>();
    try {
      refuseFull();
      switch (kind) {
        case JAR -> {
          written.add(copy(Manifest.FILE, Manifest.FILE_IN_JAR));
          written.add(
              copy("Plugin.java.txt", "src/" + packageName() + "/" + className() + ".java"));
        }
        case EXECUTABLE -> {
          written.add(copy(Manifest.FILE, Manifest.FILE));
          written.add(copy("plugin.py", "plugin.py"));
        }
        case WASM -> {
          written.add(copy(Manifest.FILE, Manifest.FILE));
          written.add(copy("plugin.wat", SourceFolder.MODULE));
        }
      }
      return written;
    } catch (IOException failure) {
      throw new Refusal(ExitCode.NOT_PERMITTED, "cannot write " + folder + ": " + failure);
    }
  }

  private void refuseFull() throws IOException {
    if (Files.isDirectory(folder)) {
      try (var entries = Files.list(folder)) {
        if (entries.findAny().isEmpty()) {
          return;
        }
      }
    }
    if (Files.exists(folder)) {
      throw new Refusal(ExitCode.USAGE, folder + " is there already; choose another id or --dir");
    }
  }

  private Path copy(String template, String name) throws IOException {
    String place = "/plugin-new/" + kind + "/" + template;
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    try (InputStream in = Scaffold.class.getResourceAsStream(place)) {
      if (in == null) {
        throw new IllegalStateException(place + " is not in this program");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(
          file,
          text.replace("{id}", id)
              .replace("{package}", packageName())
              .replace("{class}", className()));
    }
  }

  /** The id without its dashes; what begins with a digit gets a letter before it. */
  String packageName() {
    return ("p" + id.replace("-", "")).replaceFirst("^p(?=[a-z])", "");
  }

  /** no-friday becomes NoFriday. */
  String className() {
    var name = new StringBuilder();
    for (String word : id.split("-", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return Character.isDigit(name.charAt(0)) ? "P" + name : name.toString();
  }
}
