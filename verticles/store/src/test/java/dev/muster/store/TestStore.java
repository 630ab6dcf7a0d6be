package dev.muster.store;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.bus.Json;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** A store in a folder, whose answers are waited for. */
final class TestStore implements AutoCloseable {
  final Path file;
  final Store store;

  private TestStore(Path file) {
    this.file = file;
    this.store = Store.open(options(file), Json.lenient());
  }

  static TestStore in(Path folder) {
    return new TestStore(folder.resolve("muster.db"));
  }

  /** Closed, and opened again on the same file. */
  TestStore reopened() {
    close();
    return new TestStore(file);
  }

  static StoreOptions options(Path file) {
    return new StoreOptions(file, 2000, 2, 5000);
  }

  void change(Consumer<Tx> work) {
    var _ =
        write(tx -> {
          work.accept(tx);
          return true;
        });
  }

  <T> T write(Function<Tx, T> work) {
    return done(store.write(work));
  }

  <T> T read(Function<Tx, T> work) {
    return done(store.read(work));
  }

  boolean writes(Predicate<Tx> work) {
    return write(work::test);
  }

  boolean reads(Predicate<Tx> work) {
    return read(work::test);
  }

  long newNumber(ToLongFunction<Tx> work) {
    return write(work::applyAsLong);
  }

  long number(ToLongFunction<Tx> work) {
    return read(work::applyAsLong);
  }

  /** The first column of the first row, by a connection of its own. */
  String sql(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        ResultSet rows = connection.createStatement().executeQuery(query)) {
      return String.valueOf(rows.next() ? rows.getString(1) : "no row");
    }
  }

  /** How SQLite would carry out a query, step by step. */
  List<String> plan(String query) throws SQLException {
    var steps = new ArrayList<String>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        ResultSet rows = connection.createStatement().executeQuery("EXPLAIN QUERY PLAN " + query)) {
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
    }
    return steps;
  }

  static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  static FailureCode refusal(CompletionStage<?> stage) {
    var thrown = assertThrows(CompletionException.class, () -> done(stage));
    return assertInstanceOf(Refused.class, thrown.getCause()).failure().code();
  }

  @Override
  public void close() {
    store.close();
  }
}
