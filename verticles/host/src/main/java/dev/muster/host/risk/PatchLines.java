package dev.muster.host.risk;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, one char per byte; what a line has beyond 4,096 bytes is passed over. */
final class PatchLines {
  private static final int LINE_MAX = 4_096;
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final StringBuilder line = new StringBuilder();
  private int at;
  private int end;

  PatchLines(InputStream in) {
    this.in = in;
  }

  /** The next line without its end, or null after the last. */
  @Nullable String next() throws IOException {
    line.setLength(0);
    int read = read();
    if (read < 0) {
      return null;
    }
    for (; read >= 0 && read != '\n'; read = read()) {
      if (line.length() < LINE_MAX) {
        line.append((char) read);
      }
    }
    return line.toString();
  }

  private int read() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        return -1;
      }
    }
    return buffer[at++] & 0xff;
  }
}
