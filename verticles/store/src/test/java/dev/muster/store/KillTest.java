package dev.muster.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Event;
import dev.muster.contract.TaskChanged;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own writes and is killed without warning. */
@Timeout(60)
final class KillTest {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // started before each test
  private Process writer;

  @BeforeEach
  void start_a_writer() throws IOException {
    writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                WriterProcess.class.getName(),
                folder.resolve("muster.db").toString())
            .redirectError(folder.resolve("errors").toFile())
            .start();
  }

  @AfterEach
  void end_the_writer() throws InterruptedException {
    writer.toHandle().destroyForcibly();
    assertTrue(writer.waitFor(20, TimeUnit.SECONDS));
  }

  @Test
  void everything_acknowledged_before_a_kill_is_there_after_it() throws Exception {
    List<Integer> acknowledged = new ArrayList<>();
    try (BufferedReader output = writer.inputReader()) {
      readInto(acknowledged, output, 200);
      writer
          .toHandle()
          .destroyForcibly(); // unlike the process's own, it leaves the pipe to be read
      readInto(acknowledged, output, Integer.MAX_VALUE);
    }
    assertEquals(128 + 9, writer.waitFor());
    assertTrue(acknowledged.size() >= 200, errors());
    try (var store = TestStore.in(folder)) {
      var tasks = new HashSet<String>();
      List<Event> events = store.read(tx -> tx.events().after(0, Integer.MAX_VALUE));
      events.forEach(event -> tasks.add(((TaskChanged) event).task().id().value()));
      for (int number : acknowledged) {
        String id = store.read(tx -> Samples.stored(tx, number).id().value());
        assertTrue(tasks.contains(id), id);
        assertEquals(
            "hash-" + number,
            store.read(
                tx -> Objects.requireNonNull(tx.keys().find("key-" + number)).requestHash()));
      }
      assertEquals(
          LongStream.rangeClosed(1, events.size()).boxed().toList(),
          events.stream().map(Event::seq).toList());
      assertEquals(
          "" + events.size(), store.sql("SELECT COUNT(*) FROM task"), "whole or not at all");
      assertEquals("" + events.size(), store.sql("SELECT COUNT(*) FROM idempotency_key"));
      assertEquals("ok", store.sql("PRAGMA integrity_check"));
    }
  }

  @Test
  void a_database_that_another_process_has_open_is_refused_with_its_pid() throws Exception {
    try (BufferedReader output = writer.inputReader()) {
      assertEquals("0", output.readLine(), errors());
      var refused = assertThrows(StoreRefused.class, () -> TestStore.in(folder));
      assertEquals(
          folder.resolve("muster.db") + " is open in another process, pid " + writer.pid(),
          refused.getMessage());
      assertTrue(writer.isAlive());
    }
  }

  private static void readInto(List<Integer> numbers, BufferedReader output, int max)
      throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      numbers.add(Integer.valueOf(line));
      if (numbers.size() >= max) {
        return;
      }
    }
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors"));
  }
}
