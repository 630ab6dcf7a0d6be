package dev.muster.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Memory of this process and of its machine, as the system counts it below {@code proc}. */
final class HostMemory {
  private HostMemory() {}

  /** What is resident of this process, in bytes; null where the system does not say. */
  static @Nullable Long resident(Path proc) {
    return bytes(proc.resolve("self/status"), "VmRSS");
  }

  /** The share of the machine's memory that is not available; null where it does not say. */
  static @Nullable Double usedShare(Path proc) {
    Long total = bytes(proc.resolve("meminfo"), "MemTotal");
    Long available = bytes(proc.resolve("meminfo"), "MemAvailable");
    return total == null || available == null || total == 0 ? null : 1 - available / (double) total;
  }

  private static @Nullable Long bytes(Path file, String field) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.matches(field + ":\\s+\\d{1,15} kB")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return null;
    } catch (IOException absent) {
      return null;
    }
  }
}
