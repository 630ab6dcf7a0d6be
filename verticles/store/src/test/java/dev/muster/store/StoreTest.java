package dev.muster.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Json;
import dev.muster.contract.FailureCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {
  @TempDir private Path folder;

  @Test
  void a_missing_file_becomes_an_empty_database() throws SQLException {
    try (var store = TestStore.in(folder)) {
      assertEquals(Map.of(), store.read(tx -> tx.tasks().counts()));
      assertEquals(0, store.number(tx -> tx.events().first()));
      assertEquals(0, store.number(tx -> tx.events().newest()));
      assertEquals(0, store.number(tx -> tx.schedulerEpoch("default")));
      assertEquals("9", store.sql("SELECT MAX(version) FROM flyway_schema_history"));
      assertEquals("ok", store.sql("PRAGMA integrity_check"));
    }
  }

  @Test
  void what_was_written_is_there_after_the_next_opening() {
    try (var store = TestStore.in(folder)) {
      store.change(tx -> tx.tasks().insert(Samples.ready(1), 0));
      store.change(tx -> tx.events().append(Samples::event));
      assertEquals(1L, store.newNumber(Tx::nextFence));
      assertEquals(1L, store.newNumber(tx -> tx.takeScheduler("default", "one")));
    }
    try (var store = TestStore.in(folder)) {
      assertEquals(Samples.ready(1), store.read(tx -> Samples.stored(tx, 1)));
      assertEquals(2L, store.newNumber(Tx::nextFence));
      assertEquals(2L, store.newNumber(tx -> tx.takeScheduler("default", "two")));
      assertEquals(1L, store.newNumber(tx -> tx.takeScheduler("other", "two")));
      store.change(tx -> tx.events().append(Samples::event));
      assertEquals(2, store.number(tx -> tx.events().newest()));
    }
  }

  @Test
  void the_writer_syncs_every_commit_and_trusts_no_schema() throws SQLException {
    try (var store = TestStore.in(folder);
        Connection writer = StoreConnection.open(TestStore.options(store.file))) {
      assertEquals("wal", pragma(writer, "journal_mode"));
      assertEquals("2", pragma(writer, "synchronous"));
      assertEquals("0", pragma(writer, "trusted_schema"));
      assertEquals("5000", pragma(writer, "busy_timeout"));
    }
  }

  @Test
  void a_database_that_does_not_keep_its_pragmas_is_refused() {
    var options = new StoreOptions(folder.resolve("muster.db"), 10, 1, -1);
    var refused = assertThrows(StoreRefused.class, () -> Store.open(options, Json.lenient()));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("busy_timeout must read back -1, was 0"),
        refused.getMessage());
    TestStore.in(folder).close();
  }

  @Test
  void a_text_file_is_refused_and_left_as_it_is() throws Exception {
    Path file = folder.resolve("muster.db");
    byte[] text = "Remember the milk.\n".repeat(500).getBytes(StandardCharsets.UTF_8);
    Files.write(file, text);
    var refused = assertThrows(StoreRefused.class, () -> TestStore.in(folder));
    assertTrue(String.valueOf(refused.getMessage()).contains("is no database of this version"));
    assertArrayEquals(text, Files.readAllBytes(file));
  }

  @Test
  void a_database_of_another_program_is_refused_and_left_as_it_is() throws Exception {
    Path file = folder.resolve("muster.db");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      assertEquals(0, other.createStatement().executeUpdate("CREATE TABLE song (title TEXT)"));
    }
    byte[] before = Files.readAllBytes(file);
    assertThrows(StoreRefused.class, () -> TestStore.in(folder));
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void a_database_of_a_newer_version_is_refused() throws SQLException {
    Path file = folder.resolve("muster.db");
    TestStore.in(folder).close();
    try (Connection newer = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      assertEquals(
          1,
          newer
              .createStatement()
              .executeUpdate(
                  "INSERT INTO flyway_schema_history SELECT 99, '999', 'newer', type, 'V999', 1,"
                      + " installed_by, installed_on, 1, 1 FROM flyway_schema_history LIMIT 1"));
    }
    assertThrows(StoreRefused.class, () -> TestStore.in(folder));
  }

  @Test
  void a_folder_that_is_missing_is_refused() {
    assertThrows(StoreRefused.class, () -> TestStore.in(folder.resolve("none")));
  }

  @Test
  void a_second_handle_of_this_process_is_refused_with_its_pid() {
    try (var store = TestStore.in(folder)) {
      var refused = assertThrows(StoreRefused.class, () -> TestStore.in(folder));
      String pid = "pid " + ProcessHandle.current().pid();
      assertTrue(String.valueOf(refused.getMessage()).endsWith(pid), refused.getMessage());
      store.change(tx -> tx.tasks().insert(Samples.ready(1), 0));
    }
    TestStore.in(folder).close();
  }

  @Test
  void closing_commits_what_is_queued() {
    var answers = new ArrayList<CompletionStage<Long>>();
    try (var store = TestStore.in(folder)) {
      for (int i = 0; i < 500; i++) {
        answers.add(store.store.write(Tx::nextFence));
      }
    }
    assertEquals(500L, TestStore.done(answers.getLast()));
    try (var store = TestStore.in(folder)) {
      assertEquals(501L, store.newNumber(Tx::nextFence));
    }
  }

  @Test
  void a_closed_store_refuses_to_write_and_to_read() {
    var store = TestStore.in(folder);
    store.close();
    assertEquals(
        FailureCode.STORE_UNAVAILABLE, TestStore.refusal(store.store.write(Tx::nextFence)));
    assertEquals(
        FailureCode.STORE_UNAVAILABLE,
        TestStore.refusal(store.store.read(tx -> tx.tasks().counts())));
  }

  @Test
  void a_reader_cannot_write() {
    try (var store = TestStore.in(folder)) {
      assertEquals(
          FailureCode.STORE_UNAVAILABLE, TestStore.refusal(store.store.read(Tx::nextFence)));
      assertEquals(1L, store.newNumber(Tx::nextFence));
    }
  }

  @Test
  void who_hears_that_the_store_broke_may_close_it_at_once() throws SQLException {
    var options = new StoreOptions(folder.resolve("muster.db"), 128, 1, 100);
    var store = Store.open(options, Json.lenient());
    var closed = store.broken().thenRun(store::close);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + options.file())) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      assertEquals(FailureCode.STORE_UNAVAILABLE, TestStore.refusal(store.write(Tx::nextFence)));
    }
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> TestStore.done(closed));
    TestStore.in(folder).close();
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (ResultSet row = connection.createStatement().executeQuery("PRAGMA " + name)) {
      return row.getString(1);
    }
  }
}
