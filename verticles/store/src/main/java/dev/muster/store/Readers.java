package dev.muster.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** The connections that only read; each read sees one state of the database. */
final class Readers implements AutoCloseable {
  private record Reader(Connection connection, Tx tx) {}

  private final BlockingQueue<Reader> idle;
  private final int count;

  private Readers(int count) {
    this.count = count;
    this.idle = new ArrayBlockingQueue<>(count);
  }

  static Readers open(StoreOptions options, JsonMapper json) throws SQLException {
    var readers = new Readers(options.readers());
    for (int i = 0; i < options.readers(); i++) {
      Connection connection = DriverManager.getConnection(StoreConnection.url(options.file()));
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA query_only = ON");
        statement.execute("PRAGMA busy_timeout = " + options.busyTimeoutMs());
      }
      readers.idle.add(new Reader(connection, Tx.forReading(new Statements(connection, json))));
    }
    return readers;
  }

  <T> T read(Function<Tx, T> work) {
    Reader reader;
    try {
      reader = idle.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a reader", interrupted);
    }
    try (Statement control = reader.connection().createStatement()) {
      control.execute("BEGIN");
      try {
        return work.apply(reader.tx());
      } finally {
        control.execute("COMMIT");
      }
    } catch (SQLException failure) {
      throw Statements.unavailable(failure);
    } finally {
      idle.add(reader);
    }
  }

  @Override
  public void close() throws SQLException {
    for (int i = 0; i < count; i++) {
      Reader reader = idle.poll();
      if (reader != null) {
        reader.connection().close();
      }
    }
  }
}
