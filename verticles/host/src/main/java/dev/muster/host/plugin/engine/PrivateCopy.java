package dev.muster.host.plugin.engine;

import dev.muster.host.plugin.folder.Scratch;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder of a plugin as it was when the plugin started. A process starts its files again and
 * again: from the drop-in folder it would run what somebody put there since, which nobody locked.
 */
final class PrivateCopy {
  /**
   * A plugin is a script or a program, not a disk image; the copy is made before the first call.
   */
  private static final long BYTES_MAX = 256L * 1024 * 1024;

  private static final int FILES_MAX = 10_000;

  private final Path folder;

  private PrivateCopy(Path folder) {
    this.folder = folder;
  }

  /** Copies {@code source} into a new folder below {@code copies}, links as links. */
  static PrivateCopy of(Path source, Path copies, String name) throws IOException {
    Files.createDirectories(copies);
    var copy = new PrivateCopy(Files.createTempDirectory(copies, name + "-").toRealPath());
    try {
      Files.walkFileTree(source, new Copying(source, copy.folder));
    } catch (IOException e) {
      copy.delete();
      throw e;
    }
    return copy;
  }

  Path folder() {
    return folder;
  }

  void delete() throws IOException {
    Scratch.remove(folder);
  }

  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private long bytes;
    private int files;

    Copying(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (!folder.equals(from)) {
        Files.createDirectory(to.resolve(from.relativize(folder)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      bytes += attributes.size();
      files++;
      if (bytes > BYTES_MAX || files > FILES_MAX) {
        throw new IOException(
            "a plugin's folder must hold at most %d bytes in %d files"
                .formatted(BYTES_MAX, FILES_MAX));
      }
      Files.copy(
          file,
          to.resolve(from.relativize(file)),
          StandardCopyOption.COPY_ATTRIBUTES,
          LinkOption.NOFOLLOW_LINKS);
      return FileVisitResult.CONTINUE;
    }
  }
}
