package dev.muster.host.plugin.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What the file system says of a file. Two equal ones mean that nobody wrote it in between: {@code
 * changed} is the instant that nobody can set back.
 */
record FileStatus(int mode, long size, Object modified, Object changed, Object inode) {
  private static final String ATTRIBUTES = "unix:mode,size,lastModifiedTime,ctime,ino";
  private static final int TYPE = 0170000;
  private static final int FOLDER = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;
  private static final int WRITABLE_BY_ALL = 0002;
  private static final int WRITABLE_BY_OTHERS = 0022;

  static FileStatus of(Path path, LinkOption... options) throws IOException {
    Map<String, Object> said = Files.readAttributes(path, ATTRIBUTES, options);
    return new FileStatus(
        (Integer) value(said, "mode"),
        (Long) value(said, "size"),
        value(said, "lastModifiedTime"),
        value(said, "ctime"),
        value(said, "ino"));
  }

  private static Object value(Map<String, Object> said, String name) {
    return Objects.requireNonNull(said.get(name), name);
  }

  boolean folder() {
    return (mode & TYPE) == FOLDER;
  }

  boolean regular() {
    return (mode & TYPE) == REGULAR;
  }

  boolean link() {
    return (mode & TYPE) == LINK;
  }

  /** Refuses {@code path}, which stands so, when everybody may write it. */
  void refuseWritableByAll(Path path) throws PluginRefused {
    if ((mode & WRITABLE_BY_ALL) != 0) {
      throw new PluginRefused(
          "%s can be written by everybody (mode %s); run chmod o-w on it"
              .formatted(path, permissions()));
    }
  }

  boolean writableByOthers() {
    return (mode & WRITABLE_BY_OTHERS) != 0;
  }

  /** As {@code chmod} takes it. */
  String permissions() {
    return "%04o".formatted(mode & 0777);
  }
}
