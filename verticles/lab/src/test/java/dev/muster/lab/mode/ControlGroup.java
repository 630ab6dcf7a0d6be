package dev.muster.lab.mode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A control group of this machine with a limit of memory, where this process may make one. */
final class ControlGroup implements AutoCloseable {
  private static final Path MOUNTED = Path.of("/sys/fs/cgroup");

  private final Path group;

  private ControlGroup(Path group) {
    this.group = group;
  }

  static ControlGroup limited(long bytes) throws IOException {
    Path one = MOUNTED.resolve("memory");
    boolean first = Files.isDirectory(one);
    Path group = (first ? one : MOUNTED).resolve("muster-test-" + ProcessHandle.current().pid());
    try {
      Files.createDirectory(group);
      put(group, first ? "memory.limit_in_bytes" : "memory.max", Long.toString(bytes));
      if (first) {
        put(group, "memory.move_charge_at_immigrate", "3");
      }
    } catch (IOException forbidden) {
      Files.deleteIfExists(group);
      String why = "needs to make a control group with a limit of memory: " + forbidden;
      System.err.println("SKIPPED: this test " + why);
      Assumptions.abort(why);
    }
    return new ControlGroup(group);
  }

  String name() {
    return String.valueOf(group.getFileName());
  }

  /** From now on the process counts here. */
  void add(long pid) throws IOException {
    put(group, "cgroup.procs", Long.toString(pid));
  }

  private static void put(Path group, String file, String text) throws IOException {
    Files.writeString(group.resolve(file), text);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(group);
  }
}
