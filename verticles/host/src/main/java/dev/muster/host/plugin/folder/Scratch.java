package dev.muster.host.plugin.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** A folder of files that nobody needs any more. */
public final class Scratch {
  private Scratch() {}

  /** Removes it with all that is in it, if it is there. */
  public static void remove(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    var all = new ArrayList<Path>();
    try (var files = Files.walk(folder)) {
      files.forEach(all::add);
    }
    for (Path file : all.reversed()) {
      Files.delete(file);
    }
  }
}
