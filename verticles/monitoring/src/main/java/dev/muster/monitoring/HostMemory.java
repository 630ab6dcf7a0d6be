package dev.muster.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The resident memory of this process, as the system counts it. */
final class HostMemory {
  private HostMemory() {}

  /** In bytes, from {@code self/status} below {@code proc}; null where there is none. */
  static @Nullable Long resident(Path proc) {
    try {
      for (String line : Files.readAllLines(proc.resolve("self/status"))) {
        if (line.matches("VmRSS:\\s+\\d{1,15} kB")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return null;
    } catch (IOException absent) {
      return null;
    }
  }
}
