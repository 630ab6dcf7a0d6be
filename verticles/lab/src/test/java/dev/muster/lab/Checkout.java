package dev.muster.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The working copy that the tests run in. */
public final class Checkout {
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "vendor", ".git");

  private Checkout() {}

  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("verticles"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("expected to run below a folder with verticles/");
      }
      folder = parent;
    }
    return folder;
  }

  /** The files below a folder of the root that end in one of the suffixes, in a fixed order. */
  public static List<Path> files(String folder, String... suffixes) {
    Path start = root().resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (var paths = Files.walk(start)) {
      return paths
          .filter(path -> List.of(suffixes).stream().anyMatch(path.toString()::endsWith))
          .filter(path -> !isGenerated(start.relativize(path)) && Files.isRegularFile(path))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isGenerated(Path path) {
    for (Path part : path) {
      if (NOT_OURS.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }
}
