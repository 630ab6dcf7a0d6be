package dev.muster.lab.replay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as one printable word: everything but plain ASCII letters and signs becomes {@code %XX}.
 */
final class Escaped {
  private static final int HEX = 16;

  private Escaped() {}

  static String path(RepoPath path) {
    return bytes(path.raw());
  }

  static RepoPath path(String word) {
    return RepoPath.of(bytes(word));
  }

  static String text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  static String plainText(String word) {
    return new String(bytes(word), StandardCharsets.UTF_8);
  }

  private static String bytes(byte[] raw) {
    var word = new StringBuilder("=");
    for (byte b : raw) {
      if (b > ' ' && b <= '~' && b != '%') {
        word.append((char) b);
      } else {
        word.append('%')
            .append(Character.forDigit((b >> 4) & 0xF, HEX))
            .append(Character.forDigit(b & 0xF, HEX));
      }
    }
    return word.toString();
  }

  private static byte[] bytes(String word) {
    var raw = new ByteArrayOutputStream();
    for (int i = 1; i < word.length(); i++) {
      if (word.charAt(i) == '%') {
        raw.write(Integer.parseInt(word.substring(i + 1, i + 3), HEX));
        i += 2;
      } else {
        raw.write(word.charAt(i));
      }
    }
    return raw.toByteArray();
  }
}
