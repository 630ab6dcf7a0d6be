package dev.muster.host.repo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells two contents of a file apart: its size, when it was written and, when it is small, its
 * hash, so that a file that was only written anew has not changed. The size of a deleted one is -1.
 */
public record Stamp(long bytes, long modifiedNanos, @Nullable String hash) {
  private static final long HASHED_BYTES_MAX = 1 << 20;
  private static final Stamp DELETED = new Stamp(-1, 0, null);

  /** Reads the file only when size or time differ from {@code before}. */
  static Stamp of(Path file, @Nullable Stamp before) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      if (before != null && before.bytes == attributes.size() && before.modifiedNanos == modified) {
        return before;
      }
      boolean small = attributes.isRegularFile() && attributes.size() <= HASHED_BYTES_MAX;
      return new Stamp(attributes.size(), modified, small ? hash(Files.readAllBytes(file)) : null);
    } catch (IOException absent) {
      return DELETED;
    }
  }

  /** Whether both have the same content, as far as is known. */
  public boolean same(@Nullable Stamp other) {
    if (other == null || bytes != other.bytes) {
      return false;
    }
    if (hash == null || other.hash == null) {
      return modifiedNanos == other.modifiedNanos;
    }
    return hash.equals(other.hash);
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
