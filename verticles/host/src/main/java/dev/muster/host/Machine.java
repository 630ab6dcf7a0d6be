package dev.muster.host;

import dev.muster.coordination.MachineReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads memory and processors from {@code /proc}; where there is none, both are unknown. */
final class Machine implements Supplier<MachineReading> {
  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;

  /** A quarter of a second on two processors: less says nothing. */
  private static final int TICKS_MIN = 50;

  private final Path proc;
  private long busyBefore;
  private long allBefore;
  private @Nullable Double cpuBusy;

  Machine(Path proc) {
    this.proc = proc;
  }

  @Override
  public synchronized MachineReading get() {
    readProcessors();
    return new MachineReading(memory("MemTotal:"), memory("MemAvailable:"), cpuBusy);
  }

  private @Nullable Long memory(String field) {
    for (String line : lines("meminfo")) {
      if (line.matches(field + " +\\d{1,15} kB")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return null;
  }

  /** The share that was busy since the reading before; unknown at the first. */
  private void readProcessors() {
    List<String> lines = lines("stat");
    if (lines.isEmpty() || !lines.getFirst().matches("cpu( +\\d{1,18}){8,}")) {
      return;
    }
    long[] ticks =
        Stream.of(lines.getFirst().substring(4).strip().split(" +", -1))
            .mapToLong(Long::parseLong)
            .limit(8)
            .toArray();
    long all = 0;
    for (long tick : ticks) {
      all += tick;
    }
    long busy = all - ticks[IDLE] - ticks[IO_WAIT];
    if (allBefore > 0 && all - allBefore < TICKS_MIN) {
      return;
    }
    if (allBefore > 0) {
      cpuBusy = Math.clamp((busy - busyBefore) / (double) (all - allBefore), 0, 1);
    }
    busyBefore = busy;
    allBefore = all;
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(proc.resolve(file));
    } catch (IOException absent) {
      return List.of();
    }
  }
}
