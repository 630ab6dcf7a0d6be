package dev.muster.host.repo;

import java.io.File;

/** What tells two versions of a small file apart; all zero when there is none. */
record FileState(long modifiedMillis, long bytes) {
  /** By {@code java.io}: it does not throw where there is no file, which is the common case. */
  static FileState of(String path) {
    var file = new File(path);
    return new FileState(file.lastModified(), file.length());
  }
}
