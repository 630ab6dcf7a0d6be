package dev.muster.host.plugin.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a plugin as its line in the lock file says it. Of a file: of its bytes. Of a folder:
 * of one line for each file, sorted by name: the name with '/' between, a zero byte, the
 * permissions as four octal digits, a zero byte, the file's own digest, a line feed.
 */
public final class Digests {
  /** What a plugin may hold: the host's heap is small, and so are plugins. */
  static final long BYTES_MAX = 32L << 20;

  private static final int CHUNK = 1 << 16;

  private Digests() {}

  /** The digest of a file or a folder, in hex. */
  public static String of(Path path) throws IOException, PluginRefused {
    FileStatus status = FileStatus.of(path);
    if (status.folder()) {
      return ofFolder(path);
    }
    if (!status.regular()) {
      throw new PluginRefused(path + " is no regular file");
    }
    if (status.size() > BYTES_MAX) {
      throw new PluginRefused(
          path + " has " + status.size() + " bytes, expected at most " + BYTES_MAX);
    }
    return ofFile(path);
  }

  private static String ofFolder(Path folder) throws IOException, PluginRefused {
    MessageDigest all = sha256();
    for (FolderTree.Leaf leaf : FolderTree.of(folder)) {
      String line =
          leaf.name() + '\0' + leaf.status().permissions() + '\0' + ofFile(leaf.path()) + '\n';
      all.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private static String ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
