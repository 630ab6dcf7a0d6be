package dev.muster.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The memory of this process and of its machine in bytes, as the system counts it; null where it
 * does not say.
 *
 * @param resident of this process
 * @param proportional of this process, where a page that n processes share counts as 1/n
 * @param total of the machine
 * @param available of the machine without swapping
 */
record Memory(
    @Nullable Long resident,
    @Nullable Long proportional,
    @Nullable Long total,
    @Nullable Long available) {

  /** Reads below {@code proc}. */
  static Memory read(Path proc) {
    return new Memory(
        resident(proc),
        bytes(proc.resolve("self/smaps_rollup"), "Pss"),
        bytes(proc.resolve("meminfo"), "MemTotal"),
        bytes(proc.resolve("meminfo"), "MemAvailable"));
  }

  /** Of this process alone, which is cheap to read. */
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
    Pattern line = Pattern.compile(field + ":\\s+(\\d{1,15}) kB");
    try {
      for (String text : Files.readAllLines(file)) {
        Matcher matcher = line.matcher(text);
        if (matcher.matches()) {
          return Long.parseLong(matcher.group(1)) * 1024;
        }
      }
      return null;
    } catch (IOException absent) {
      return null;
    }
  }
}
