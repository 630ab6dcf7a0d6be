package dev.muster.host.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a stream, with a bound: what is longer is read past and not kept. */
final class LineReader {
  /** Four times what a host takes by default. */
  static final int BYTES_MAX = 4 << 20;

  /** What came. */
  sealed interface Line permits Whole, TooLong, Cut, End {}

  /** A line without its end. */
  record Whole(String text) implements Line {}

  /** A line of more than {@link #BYTES_MAX}. */
  record TooLong(long bytes) implements Line {}

  /** The stream ended in the middle of a line. */
  record Cut(long bytes) implements Line {}

  /** The stream ended. */
  record End() implements Line {}

  private final InputStream in;
  private final byte[] chunk = new byte[1 << 16];
  private int from;
  private int to;

  LineReader(InputStream in) {
    this.in = in;
  }

  Line next() throws IOException {
    var line = new ByteArrayOutputStream();
    long bytes = 0;
    while (true) {
      if (from == to) {
        from = 0;
        to = Math.max(0, in.read(chunk));
        if (to == 0) {
          return bytes == 0 ? new End() : new Cut(bytes);
        }
      }
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      bytes += end - from;
      if (bytes <= BYTES_MAX) {
        line.write(chunk, from, end - from);
      }
      boolean whole = end < to;
      from = whole ? end + 1 : end;
      if (whole) {
        return bytes > BYTES_MAX
            ? new TooLong(bytes)
            : new Whole(line.toString(StandardCharsets.UTF_8));
      }
    }
  }
}
