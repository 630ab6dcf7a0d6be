package dev.muster.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** The writer's connection, whose promises are read back before it is used. */
final class StoreConnection {
  private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private StoreConnection() {}

  /** Refuses at once what a migration would give up on only after many tries. */
  static void checkHeader(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return;
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      if (!Arrays.equals(HEADER, bytes.readNBytes(HEADER.length))) {
        throw new IOException("it does not begin as an SQLite file does");
      }
    }
  }

  static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  static Connection open(StoreOptions options) throws SQLException {
    Connection connection = DriverManager.getConnection(url(options.file()));
    set(connection, "journal_mode", "wal", "wal");
    set(connection, "synchronous", "FULL", "2");
    set(connection, "trusted_schema", "OFF", "0");
    set(connection, "busy_timeout", "" + options.busyTimeoutMs(), "" + options.busyTimeoutMs());
    return connection;
  }

  private static void set(Connection connection, String pragma, String value, String expected)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + pragma + " = " + value);
      try (ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
        String found = row.next() ? row.getString(1) : "nothing";
        if (!expected.equals(found)) {
          throw new SQLException(
              "PRAGMA " + pragma + " must read back " + expected + ", was " + found);
        }
      }
    }
  }
}
