package dev.muster.lab.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code /proc} says of the processes that work on slots below one process. */
final class SlotProcesses {
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Duration LOOK_MAX = Duration.ofMinutes(3);

  private record Worker(ProcessHandle process, String task, String fence) {}

  private SlotProcesses() {}

  /**
   * Looks until three processes of one task with three fences are alive at once, which only an
   * attempt of three slots gives; their ids with their start times. Empty when the root ends
   * before.
   */
  static Map<Long, Instant> threeOfOneAttempt(ProcessHandle root) {
    long end = System.nanoTime() + LOOK_MAX.toNanos();
    while (root.isAlive() && System.nanoTime() < end) {
      Map<String, List<Worker>> byTask =
          root.descendants()
              .flatMap(SlotProcesses::worker)
              .collect(Collectors.groupingBy(Worker::task));
      for (List<Worker> workers : byTask.values()) {
        Map<String, Worker> byFence = new HashMap<>();
        workers.forEach(worker -> byFence.merge(worker.fence(), worker, SlotProcesses::leader));
        boolean alive = byFence.values().stream().allMatch(w -> w.process().isAlive());
        if (byFence.size() == 3 && alive) {
          return byFence.values().stream()
              .collect(
                  Collectors.toMap(
                      w -> w.process().pid(),
                      w -> w.process().info().startInstant().orElse(Instant.MAX)));
        }
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return Map.of();
  }

  private static Worker leader(Worker a, Worker b) {
    return a.process().pid() < b.process().pid() ? a : b;
  }

  private static Stream<Worker> worker(ProcessHandle process) {
    try {
      String environment =
          Files.readString(
              Path.of("/proc", "" + process.pid(), "environ"), StandardCharsets.ISO_8859_1);
      Map<String, String> variables =
          Stream.of(environment.split("\0", -1))
              .filter(variable -> variable.startsWith("MUSTER_") && variable.contains("="))
              .collect(
                  Collectors.toMap(
                      v -> v.substring(0, v.indexOf('=')),
                      v -> v.substring(v.indexOf('=') + 1),
                      (first, second) -> first));
      String task = variables.get("MUSTER_TASK_ID");
      String fence = variables.get("MUSTER_FENCE");
      return task == null || fence == null
          ? Stream.empty()
          : Stream.of(new Worker(process, task, fence));
    } catch (IOException gone) {
      return Stream.empty();
    }
  }
}
