package dev.muster.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The share of memory in use: of the machine, or of the control group that this process is in when
 * that is fuller. File pages that nobody uses count as free, as the kernel counts them.
 */
final class MemoryUse {
  private final Path proc;
  private final Path groups;

  /**
   * @param proc where {@code meminfo} and {@code self/cgroup} are
   * @param groups where the control groups are mounted, of version 1 or 2
   */
  MemoryUse(Path proc, Path groups) {
    this.proc = proc;
    this.groups = groups;
  }

  /** In [0,1]; null when neither says it. */
  @Nullable Double share() {
    Double machine = machine();
    Double group = group();
    if (machine == null || group == null) {
      return machine == null ? group : machine;
    }
    return Math.max(machine, group);
  }

  private @Nullable Double machine() {
    List<String> lines = lines(proc.resolve("meminfo"));
    return used(number(lines, "MemTotal:"), number(lines, "MemAvailable:"));
  }

  private static @Nullable Double used(@Nullable Long total, @Nullable Long available) {
    return total == null || available == null || total <= 0
        ? null
        : Double.valueOf(Math.clamp(1 - available / (double) total, 0, 1));
  }

  private @Nullable Double group() {
    for (String line : lines(proc.resolve("self/cgroup"))) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].isEmpty()) {
        Double two = group(groups, parts[2], "memory.max", "memory.current", "inactive_file");
        if (two != null) {
          return two;
        }
      } else if (parts.length == 3 && List.of(parts[1].split(",", -1)).contains("memory")) {
        return group(
            groups.resolve("memory"),
            parts[2],
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
            "total_inactive_file");
      }
    }
    return null;
  }

  /** The fullest of the group and those that it is in: each may have a limit. */
  private static @Nullable Double group(
      Path mounted, String name, String limit, String usage, String idle) {
    Path group = mounted.resolve(name.substring(1)).normalize();
    Double fullest = null;
    while (group != null && group.startsWith(mounted)) {
      Long most = number(lines(group.resolve(limit)), "");
      Long now = number(lines(group.resolve(usage)), "");
      Long unused = number(lines(group.resolve("memory.stat")), idle);
      Double share =
          most == null || now == null
              ? null
              : used(most, most - now + (unused == null ? 0 : unused));
      fullest = fullest == null || (share != null && share > fullest) ? share : fullest;
      group = group.getParent();
    }
    return fullest;
  }

  /** The first number of the line that begins with a word; {@code max} is none. */
  private static @Nullable Long number(List<String> lines, String word) {
    for (String line : lines) {
      String rest = line.startsWith(word) ? line.substring(word.length()).strip() : "";
      if (rest.matches("\\d{1,18}( kB)?")) {
        long value = Long.parseLong(rest.replaceAll("\\D", ""));
        return rest.endsWith("kB") ? Long.valueOf(value * 1024) : Long.valueOf(value);
      }
    }
    return null;
  }

  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.toList();
    } catch (IOException absent) {
      return List.of();
    }
  }
}
