package dev.muster.host.agent;

import dev.muster.host.process.GroupMembers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The highest resident memory of a process group that was seen: the sum over its members at each
 * sample. Shared pages count once per process, so it is an upper bound of what was seen.
 */
final class GroupMemory {
  private static final int KIB = 1024;

  private final GroupMembers members;
  private volatile long peakBytes;

  GroupMemory(long group) {
    this.members = new GroupMembers(group);
  }

  /** Called from one thread. */
  void sample() {
    long bytes = 0;
    for (String id : members.living()) {
      bytes += residentBytes(GroupMembers.PROC.resolve(id).resolve("status"));
    }
    peakBytes = Math.max(peakBytes, bytes);
  }

  /** Null when nothing was measured. */
  @Nullable Long peakBytes() {
    return peakBytes == 0 ? null : peakBytes;
  }

  private static long residentBytes(Path status) {
    try {
      return residentBytes(Files.readAllLines(status));
    } catch (IOException e) {
      return 0;
    }
  }

  /** Reads the line {@code VmRSS: 1234 kB}; a kernel thread has none. */
  static long residentBytes(List<String> status) {
    for (String line : status) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
      }
    }
    return 0;
  }
}
