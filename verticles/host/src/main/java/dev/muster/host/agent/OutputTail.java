package dev.muster.host.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The last 64 KB that a process wrote, however much that was. */
final class OutputTail {
  static final int BYTES_MAX = 64 * 1024;

  private final byte[] ring = new byte[BYTES_MAX];
  private long written;

  /** Reads until the stream ends or is closed. */
  void readAll(InputStream stream) {
    var buffer = new byte[8192];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        add(buffer, count);
      }
    } catch (IOException e) {
      // A killed process closes its end in the middle; what came before counts.
    }
  }

  synchronized void add(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      ring[(int) (written++ % BYTES_MAX)] = bytes[i];
    }
  }

  /** The last line that is not blank, or an empty text. */
  synchronized String lastLine() {
    int length = (int) Math.min(written, BYTES_MAX);
    var bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((written - length + i) % BYTES_MAX)];
    }
    String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    return text.substring(text.lastIndexOf('\n') + 1).strip();
  }
}
