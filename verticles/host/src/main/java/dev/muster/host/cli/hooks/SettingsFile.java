package dev.muster.host.cli.hooks;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A settings file on disk: read whole, replaced whole, and never over somebody else's change. */
final class SettingsFile {
  /** Settings are written by hand; more than this is something else. */
  private static final long BYTES_MAX = 8L << 20;

  private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rw-------");

  private final Path path;

  /** A symbolic link, as people use for their dotfiles, stays one: its target is what is edited. */
  SettingsFile(Path path) {
    this.path = target(path);
  }

  private static Path target(Path path) {
    try {
      return Files.isSymbolicLink(path) ? path.toRealPath() : path;
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, path + " is a symbolic link to nowhere; remove it");
    }
  }

  Path path() {
    return path;
  }

  /** The text, or null when there is no file; written again it gives the same bytes. */
  @Nullable String read() {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > BYTES_MAX) {
        throw new Refusal(ExitCode.CONFIG, path + " must be a settings file of at most 8 MB");
      }
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new Refusal(ExitCode.CONFIG, path + " is not UTF-8; nothing was changed");
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, path + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * Replaces {@code before} by {@code after}, null being no file, and returns the folders that had
   * to be made.
   */
  List<Path> replace(@Nullable String before, @Nullable String after) {
    try {
      List<Path> made = after == null ? List.of() : makeFolders();
      if (!Objects.equals(before, read())) {
        throw new Refusal(ExitCode.TIMEOUT, path + " was changed meanwhile; run it again");
      }
      if (after == null) {
        Files.deleteIfExists(path);
      } else {
        write(after, before != null);
      }
      return made;
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, path + " cannot be written: " + e.getMessage());
    }
  }

  private void write(String after, boolean there) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".muster-new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(MINE));
    try {
      Files.writeString(fresh, after);
      if (there) {
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(path));
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private List<Path> makeFolders() throws IOException {
    var made = new ArrayList<Path>();
    for (Path folder = path.getParent();
        folder != null && !Files.exists(folder);
        folder = folder.getParent()) {
      made.add(folder);
    }
    for (Path folder : made.reversed()) {
      Files.createDirectory(folder);
    }
    return made;
  }

  /** The digest by which a change of the file is seen. */
  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
