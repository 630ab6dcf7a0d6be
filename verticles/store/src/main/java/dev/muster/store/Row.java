package dev.muster.store;

import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The current row of a result, with the types of the contract. */
final class Row {
  private final ResultSet rows;
  private final JsonMapper json;

  Row(ResultSet rows, JsonMapper json) {
    this.rows = rows;
    this.json = json;
  }

  String text(String column) {
    String value = textOrNull(column);
    if (value == null) {
      throw new IllegalStateException(column + " is null in the store");
    }
    return value;
  }

  @Nullable String textOrNull(String column) {
    try {
      return rows.getString(column);
    } catch (SQLException failure) {
      throw Statements.unavailable(failure);
    }
  }

  byte[] bytes(String column) {
    byte[] value = bytesOrNull(column);
    if (value == null) {
      throw new IllegalStateException(column + " is null in the store");
    }
    return value;
  }

  byte @Nullable [] bytesOrNull(String column) {
    try {
      return rows.getBytes(column);
    } catch (SQLException failure) {
      throw Statements.unavailable(failure);
    }
  }

  long number(String column) {
    try {
      return rows.getLong(column);
    } catch (SQLException failure) {
      throw Statements.unavailable(failure);
    }
  }

  int integer(String column) {
    return Math.toIntExact(number(column));
  }

  boolean flag(String column) {
    return number(column) != 0;
  }

  @Nullable Long numberOrNull(String column) {
    try {
      long value = rows.getLong(column);
      return rows.wasNull() ? null : value;
    } catch (SQLException failure) {
      throw Statements.unavailable(failure);
    }
  }

  @Nullable Integer integerOrNull(String column) {
    Long value = numberOrNull(column);
    return value == null ? null : Math.toIntExact(value);
  }

  double real(String column) {
    try {
      return rows.getDouble(column);
    } catch (SQLException failure) {
      throw Statements.unavailable(failure);
    }
  }

  @Nullable Double realOrNull(String column) {
    double value = real(column);
    try {
      return rows.wasNull() ? null : value;
    } catch (SQLException failure) {
      throw Statements.unavailable(failure);
    }
  }

  Instant instant(String column) {
    return Instant.ofEpochMilli(number(column));
  }

  @Nullable Instant instantOrNull(String column) {
    Long value = numberOrNull(column);
    return value == null ? null : Instant.ofEpochMilli(value);
  }

  @Nullable TaskId taskOrNull(String column) {
    String task = textOrNull(column);
    return task == null ? null : new TaskId(task);
  }

  /** From the columns of these names. */
  Holder holder() {
    return new Holder(text("session"), textOrNull("subagent"));
  }

  /** From the columns of these names. */
  FileKey file() {
    return new FileKey(text("repo"), text("worktree"), text("path"));
  }

  <E extends Enum<E>> E constant(Class<E> type, String column) {
    return Enum.valueOf(type, text(column));
  }

  <E extends Enum<E>> @Nullable E constantOrNull(Class<E> type, String column) {
    String name = textOrNull(column);
    return name == null ? null : Enum.valueOf(type, name);
  }

  <T> T object(Class<T> type, String column) {
    return json.readValue(text(column), type);
  }

  <T> List<T> list(Class<T> element, String column) {
    var type = json.getTypeFactory().constructCollectionType(List.class, element);
    return json.readValue(text(column), type);
  }
}
