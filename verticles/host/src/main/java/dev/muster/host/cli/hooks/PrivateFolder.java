package dev.muster.host.cli.hooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders of the data folder that only one user may look into. */
final class PrivateFolder {
  /** Of folders, and of programs in them. */
  static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /** Makes the folder and those above it that are not there. */
  static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(MINE));
    }
  }
}
