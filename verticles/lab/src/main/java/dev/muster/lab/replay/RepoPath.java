package dev.muster.lab.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path inside a git tree. Git paths are bytes in no particular encoding, so each char of {@code
 * bytes} stands for one byte (ISO-8859-1): nothing is lost on the way in and out.
 */
record RepoPath(String bytes) implements Comparable<RepoPath> {
  static RepoPath of(byte[] raw) {
    return new RepoPath(new String(raw, StandardCharsets.ISO_8859_1));
  }

  static RepoPath ofText(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] raw() {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The directories above this path, outermost first. */
  List<RepoPath> leadingDirectories() {
    var directories = new ArrayList<RepoPath>();
    for (int slash = bytes.indexOf('/'); slash >= 0; slash = bytes.indexOf('/', slash + 1)) {
      directories.add(new RepoPath(bytes.substring(0, slash)));
    }
    return directories;
  }

  /** Whether both are the same path or one is a leading directory of the other. */
  boolean overlaps(RepoPath other) {
    return bytes.equals(other.bytes)
        || bytes.startsWith(other.bytes + "/")
        || other.bytes.startsWith(bytes + "/");
  }

  /** The path for people; bytes that are not UTF-8 show as replacement characters. */
  String text() {
    return text(bytes);
  }

  /** What bytes kept one per char say in UTF-8. */
  static String text(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(RepoPath other) {
    return bytes.compareTo(other.bytes);
  }
}
