package dev.muster.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Bytes that say what they are: the name of a kind, its version, the content, and the SHA-256 of
 * all of these. Whatever was cut, changed, or written by another version is refused.
 */
public final class Sealed {
  private static final int DIGEST = 32;
  private static final int LONGEST_NAME = 64;

  private Sealed() {}

  /**
   * Seals a content.
   *
   * @param kind what it is, such as {@code muster-surface}; ASCII
   * @param version of the content's form
   */
  public static byte[] seal(String kind, int version, byte[] content) {
    byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
    byte[] head =
        ByteBuffer.allocate(2 * Integer.BYTES + name.length)
            .putInt(name.length)
            .put(name)
            .putInt(version)
            .array();
    return ByteBuffer.allocate(head.length + content.length + DIGEST)
        .put(head)
        .put(content)
        .put(digest(head, content))
        .array();
  }

  /**
   * What was sealed, before anything else of it is believed.
   *
   * @throws IllegalArgumentException when nothing was
   */
  public static String kind(byte[] sealed) {
    return kind("sealed bytes", sealed);
  }

  private static String kind(String wanted, byte[] sealed) {
    int end = sealed.length - DIGEST;
    if (end < 2 * Integer.BYTES) {
      throw new IllegalArgumentException(wanted + ": " + sealed.length + " bytes are too few");
    }
    ByteBuffer read = ByteBuffer.wrap(sealed, 0, end);
    int length = read.getInt();
    if (length < 1 || length > LONGEST_NAME || length + 2 * Integer.BYTES > end) {
      throw new IllegalArgumentException(wanted + ": these bytes are something else");
    }
    byte[] name = new byte[length];
    read.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  /**
   * The content of what was sealed as this kind and version.
   *
   * @throws IllegalArgumentException when it is of another kind or version, or not as it was sealed
   */
  public static ByteBuffer open(String kind, int version, byte[] sealed) {
    String found = kind(kind, sealed);
    if (!kind.equals(found)) {
      throw new IllegalArgumentException("expected " + kind + ", was " + found);
    }
    int end = sealed.length - DIGEST;
    int start = Integer.BYTES + kind.length();
    ByteBuffer read = ByteBuffer.wrap(sealed, start, end - start);
    int foundVersion = read.getInt();
    if (foundVersion != version) {
      throw new IllegalArgumentException(
          kind + ": version must be " + version + ", was " + foundVersion);
    }
    byte[] digest = digest(Arrays.copyOf(sealed, end));
    if (!MessageDigest.isEqual(digest, Arrays.copyOfRange(sealed, end, sealed.length))) {
      throw new IllegalArgumentException(kind + ": digest differs, the bytes are damaged");
    }
    return read.slice();
  }

  static byte[] digest(byte[]... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha.update(part);
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
