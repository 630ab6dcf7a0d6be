package dev.muster.lab.learning;

import dev.muster.learning.challenger.Family;
import dev.muster.learning.challenger.Retrain;
import dev.muster.learning.challenger.Rows;
import dev.muster.model.Model;
import dev.muster.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A folder in which models are fitted as the host does it: rows into a file, a process, a file out.
 */
record Workshop(Path folder) implements AutoCloseable {
  /** A new folder below that of the system for what is temporary. */
  static Workshop open() throws IOException {
    return new Workshop(Files.createTempDirectory("muster-families"));
  }

  /**
   * A model of a family, read back from the file that the process wrote.
   *
   * @throws IllegalStateException with what the exit code says when the process failed
   */
  Model fitted(Family family, Rows rows, long seed) {
    Path model = folder.resolve(family.label());
    try {
      Path file = Files.write(folder.resolve("rows"), rows.toBytes());
      int code =
          Retrain.command(family, file, model, seed, folder.resolve("natives"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != Retrain.OK) {
        throw new IllegalStateException(
            "fitting a " + family.label() + ": " + Retrain.meaning(code));
      }
      return ModelFile.read(Files.readAllBytes(model));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process fitted", e);
    }
  }

  /** Deletes the folder, with the 41 MB of OpenBLAS in it. */
  @Override
  public void close() throws IOException {
    List<Path> all;
    try (var paths = Files.walk(folder)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
