package dev.muster.store;

import dev.muster.contract.FailureCode;
import dev.muster.contract.Id;
import dev.muster.contract.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * SQL on one connection; a statement is prepared once and kept. Confined to one thread at a time.
 */
final class Statements {
  private final Connection connection;
  private final JsonMapper json;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection, JsonMapper json) {
    this.connection = connection;
    this.json = json;
  }

  JsonMapper json() {
    return json;
  }

  /** Executes a statement that returns no rows; the answer is how many it changed. */
  int update(String sql, @Nullable Object... arguments) {
    try {
      return bound(sql, arguments).executeUpdate();
    } catch (SQLException failure) {
      throw unavailable(failure);
    }
  }

  <T> List<T> list(String sql, Function<Row, T> mapper, @Nullable Object... arguments) {
    try (ResultSet rows = bound(sql, arguments).executeQuery()) {
      var row = new Row(rows, json);
      var list = new ArrayList<T>();
      while (rows.next()) {
        list.add(mapper.apply(row));
      }
      return list;
    } catch (SQLException failure) {
      throw unavailable(failure);
    }
  }

  <T> @Nullable T one(String sql, Function<Row, T> mapper, @Nullable Object... arguments) {
    List<T> list = list(sql, mapper, arguments);
    return list.isEmpty() ? null : list.getFirst();
  }

  /** The first column of the only row; 0 when there is none or it is null. */
  long number(String sql, @Nullable Object... arguments) {
    try (ResultSet rows = bound(sql, arguments).executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    } catch (SQLException failure) {
      throw unavailable(failure);
    }
  }

  static Refused unavailable(SQLException failure) {
    var refused =
        new Refused(
            FailureCode.STORE_UNAVAILABLE, "the store did not answer: " + failure.getMessage());
    refused.addSuppressed(failure);
    return refused;
  }

  private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, column(arguments[i]));
    }
    return statement;
  }

  private @Nullable Object column(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant instant -> instant.toEpochMilli();
      case Id id -> id.value();
      case Enum<?> constant -> constant.name();
      case Boolean flag -> flag ? 1 : 0;
      case List<?> list -> json.writeValueAsString(list);
      default -> value;
    };
  }
}
