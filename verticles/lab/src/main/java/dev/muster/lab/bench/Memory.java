package dev.muster.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Resident memory of a process in bytes, now and at its peak; null where there is no /proc. */
record Memory(@Nullable Long residentBytes, @Nullable Long peakBytes) {

  static Memory of(long pid) {
    try {
      String status = Files.readString(Path.of("/proc", "" + pid, "status"));
      return new Memory(kibibytes(status, "VmRSS:"), kibibytes(status, "VmHWM:"));
    } catch (IOException absent) {
      return new Memory(null, null);
    }
  }

  String resident() {
    return megabytes(residentBytes);
  }

  String peak() {
    return megabytes(peakBytes);
  }

  private static @Nullable Long kibibytes(String status, String field) {
    return status
        .lines()
        .filter(line -> line.startsWith(field))
        .map(line -> Long.valueOf(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(null);
  }

  private static String megabytes(@Nullable Long bytes) {
    return bytes == null ? "unknown" : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
  }
}
