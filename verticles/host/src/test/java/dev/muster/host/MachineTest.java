package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineTest {
  @TempDir Path proc;

  private void says(String file, String text) throws IOException {
    Files.writeString(proc.resolve(file), text);
  }

  @Test
  void memory_is_read_in_bytes() throws IOException {
    says(
        "meminfo",
        """
        MemTotal:        8000000 kB
        MemFree:          100000 kB
        MemAvailable:    3000000 kB
        """);
    var reading = new Machine(proc).get();
    assertEquals(8_192_000_000L, reading.memoryTotal()); // 8,000,000 x 1024
    assertEquals(3_072_000_000L, reading.memoryAvailable());
  }

  @Test
  void the_busy_share_is_that_since_the_reading_before() throws IOException {
    var machine = new Machine(proc);
    // user nice system idle iowait irq softirq steal guest guest_nice
    says("stat", "cpu  100 0 50 800 50 0 0 0 7 0\ncpu0 100 0 50 800 50 0 0 0 7 0\n");
    assertNull(machine.get().cpuBusy());
    // 60 user, 10 system and 5 softirq more: 75 of 200 were busy, 100 idle, 25 waited for a disk.
    says("stat", "cpu  160 0 60 900 75 0 5 0 9 0\n");
    assertEquals(.375, machine.get().cpuBusy());
    assertEquals(.375, machine.get().cpuBusy());
  }

  @Test
  void what_is_not_there_is_unknown() throws IOException {
    var machine = new Machine(proc);
    assertUnknown(machine);
    says("meminfo", "SwapTotal: 5 kB\n");
    says("stat", "intr 5\n");
    assertUnknown(machine);
    says("meminfo", "");
    says("stat", "");
    assertUnknown(machine);
    assertUnknown(new Machine(proc.resolve("absent")));
  }

  @Test
  void what_cannot_be_understood_is_unknown() throws IOException {
    says("meminfo", "MemTotal: lots kB\nMemAvailable:\n");
    says("stat", "cpu  1 2\n");
    assertUnknown(new Machine(proc));
    says("stat", "cpu  a b c d e f g h\n");
    assertUnknown(new Machine(proc));
  }

  private static void assertUnknown(Machine machine) {
    var reading = machine.get();
    assertNull(reading.memoryTotal());
    assertNull(reading.memoryAvailable());
    assertNull(reading.cpuBusy());
  }
}
