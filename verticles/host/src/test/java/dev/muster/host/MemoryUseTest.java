package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryUseTest {
  private final Path proc;
  private final Path groups;
  private final MemoryUse memory;

  MemoryUseTest(@TempDir Path folder) {
    proc = folder.resolve("proc");
    groups = folder.resolve("cgroup");
    memory = new MemoryUse(proc, groups);
  }

  @Test
  void nobody_says_it_where_there_is_no_proc() {
    assertNull(memory.share());
  }

  @Test
  void a_machine_of_which_a_quarter_is_available_is_in_use_by_three() throws IOException {
    put(proc, "meminfo", "MemTotal: 8000 kB\nMemFree: 100 kB\nMemAvailable: 2000 kB\n");
    assertEquals(.75, share(), 1e-9);
  }

  @Test
  void the_fullest_group_counts_and_its_idle_file_pages_do_not() throws IOException {
    put(proc, "meminfo", "MemTotal: 8000 kB\nMemAvailable: 6000 kB\n");
    put(proc, "self/cgroup", "0::/fleet/host\n");
    put(groups, "fleet/memory.max", "1000000\n");
    put(groups, "fleet/memory.current", "980000\n");
    put(groups, "fleet/memory.stat", "anon 500000\ninactive_file 80000\n");
    put(groups, "fleet/host/memory.max", "max\n");
    put(groups, "fleet/host/memory.current", "400000\n");
    assertEquals(.9, share(), 1e-9);
  }

  @Test
  void groups_of_version_1_are_read_too() throws IOException {
    put(proc, "self/cgroup", "5:cpu:/\n4:memory:/host\n0::/\n");
    put(groups, "memory/host/memory.limit_in_bytes", "2000000\n");
    put(groups, "memory/host/memory.usage_in_bytes", "1500000\n");
    put(groups, "memory/host/memory.stat", "inactive_file 9\ntotal_inactive_file 500000\n");
    put(groups, "memory/memory.limit_in_bytes", "9223372036854771712\n");
    put(groups, "memory/memory.usage_in_bytes", "5000000\n");
    assertEquals(.5, share(), 1e-9);
  }

  private double share() {
    return Objects.requireNonNull(memory.share());
  }

  private static void put(Path root, String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
