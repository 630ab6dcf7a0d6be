package dev.muster.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What lives on the heap of another JVM, read with the JDK's own jcmd. */
final class HostHeap {
  /** A line of {@code GC.heap_info} about a generation or the whole heap, of any collector. */
  private static final Pattern USED = Pattern.compile("(?m)^\\S.*\\btotal\\b.*\\bused (\\d+)K.*$");

  private HostHeap() {}

  /** Bytes that survive a collection; null when the JVM cannot be asked. */
  static @Nullable Long liveBytes(long pid) throws IOException, InterruptedException {
    String collected = jcmd(pid, "GC.run");
    return collected == null ? null : usedBytes(jcmd(pid, "GC.heap_info"));
  }

  static @Nullable Long usedBytes(@Nullable String heapInfo) {
    if (heapInfo == null) {
      return null;
    }
    List<Long> used = new ArrayList<>();
    USED.matcher(heapInfo).results().forEach(found -> used.add(Long.valueOf(found.group(1))));
    return used.isEmpty() ? null : used.stream().mapToLong(Long::longValue).sum() * 1024;
  }

  private static @Nullable String jcmd(long pid, String command)
      throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), "" + pid, command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? out : null;
  }
}
