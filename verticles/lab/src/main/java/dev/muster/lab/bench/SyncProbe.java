package dev.muster.lab.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** How often a disk can sync: the ceiling of a store that commits one task at a time. */
final class SyncProbe {
  /** A page of SQLite. */
  private static final int BYTES = 4096;

  private SyncProbe() {}

  /** Appends and syncs 4 KiB again and again; the answer is how often a second. */
  static double perSecond(Path folder, Duration time) throws IOException {
    Path file = folder.resolve("sync-probe");
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocate(BYTES);
      long began = System.nanoTime();
      int syncs = 0;
      while (System.nanoTime() - began < time.toNanos()) {
        channel.write(page.clear());
        channel.force(false);
        syncs++;
      }
      return syncs * 1e9 / (System.nanoTime() - began);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
