package dev.muster.coordination;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What a database file holds, read beside the store. */
final class StoredFile {
  private StoredFile() {}

  /** The first column of the first row; {@code nothing} when there is none. */
  static String first(Path file, String query) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "nothing";
    } catch (SQLException failure) {
      throw new AssertionError(query, failure);
    }
  }
}
