package dev.muster.host.plugin.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The last record of a zip file, which says how long its table of entries is. The JDK reads that
 * table into memory before anything else, so its size is held down before.
 *
 * <p>APPNOTE.TXT 4.3.16: signature, disk numbers, entries here and in all (2 bytes each, at 8 and
 * 10), the table's length (4 bytes, at 12) and place, and a comment whose length is at 20.
 */
final class ZipTail {
  private static final int SIGNATURE = 0x06054b50;
  private static final int LENGTH = 22;
  private static final int COMMENT_MAX = 0xffff;
  private static final int ENTRIES_MAX = 10_000;
  private static final long TABLE_BYTES_MAX = 2L << 20;

  private ZipTail() {}

  /** Refuses a file without such a record at its end, and one with too long a table. */
  static void refuseLarge(Path zip) throws IOException, PluginRefused {
    ByteBuffer tail = read(zip);
    for (int at = tail.limit() - LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == SIGNATURE) {
        boolean last = at + LENGTH + Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit();
        int entries = Short.toUnsignedInt(tail.getShort(at + 10));
        long table = Integer.toUnsignedLong(tail.getInt(at + 12));
        if (last && entries <= ENTRIES_MAX && table <= TABLE_BYTES_MAX) {
          return;
        }
        throw new PluginRefused(
            "%s: expected at most %d entries in a table of %d bytes, found %d in %d%s"
                .formatted(
                    zip,
                    ENTRIES_MAX,
                    TABLE_BYTES_MAX,
                    entries,
                    table,
                    last ? "" : " and more bytes behind"));
      }
    }
    throw new PluginRefused(zip + " is no zip file, or only the beginning of one");
  }

  private static ByteBuffer read(Path zip) throws IOException {
    try (FileChannel in = FileChannel.open(zip)) {
      long from = Math.max(0, in.size() - LENGTH - COMMENT_MAX);
      ByteBuffer tail = ByteBuffer.allocate((int) (in.size() - from));
      while (tail.hasRemaining() && in.read(tail, from + tail.position()) >= 0) {
        // Until all of it is there.
      }
      return tail.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
