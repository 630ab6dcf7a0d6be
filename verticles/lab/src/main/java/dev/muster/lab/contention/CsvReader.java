package dev.muster.lab.contention;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values after RFC 4180: a quoted field may hold commas, line ends and doubled
 * quotes. The first record names the columns. Whatever is not so is refused with its line.
 */
public final class CsvReader {
  private static final int END = -1;

  private final Reader in;
  private final String name;
  private final List<String> header;
  private int line = 1;
  private int ahead;

  /** {@code name} is what messages call the input. */
  public CsvReader(Reader in, String name, String... required) throws IOException {
    this.in = in;
    this.name = name;
    this.ahead = in.read();
    List<String> first = fields();
    if (first == null) {
      throw new IOException(name + " is empty");
    }
    this.header = first;
    for (String column : required) {
      if (!header.contains(column)) {
        throw new IOException("%s has no column %s".formatted(name, column));
      }
    }
  }

  /** The next record by column, or null at the end. */
  public @Nullable Map<String, String> next() throws IOException {
    int at = line;
    List<String> fields = fields();
    if (fields == null) {
      return null;
    }
    if (fields.size() != header.size()) {
      throw new IOException(
          "%s line %d: %d fields, the header has %d"
              .formatted(name, at, fields.size(), header.size()));
    }
    var record = new HashMap<String, String>();
    for (int i = 0; i < fields.size(); i++) {
      record.put(header.get(i), fields.get(i));
    }
    return record;
  }

  private @Nullable List<String> fields() throws IOException {
    if (ahead == END) {
      return null;
    }
    var fields = new ArrayList<String>();
    while (true) {
      fields.add(ahead == '"' ? quoted() : plain());
      if (ahead == ',') {
        read();
        continue;
      }
      if (ahead == '\r') {
        read();
      }
      if (ahead != '\n' && ahead != END) {
        throw wrong("a field goes on after its quotes");
      }
      if (ahead == '\n') {
        read();
        line++;
      }
      return fields;
    }
  }

  private String plain() throws IOException {
    var field = new StringBuilder();
    while (ahead != ',' && ahead != '\n' && ahead != '\r' && ahead != END) {
      if (ahead == '"') {
        throw wrong("a quote within a field that is not quoted");
      }
      field.append((char) read());
    }
    return field.toString();
  }

  private String quoted() throws IOException {
    var field = new StringBuilder();
    int opened = line;
    read();
    while (true) {
      int c = read();
      if (c == END) {
        throw new IOException("%s line %d: a quote is not closed".formatted(name, opened));
      }
      if (c == '"') {
        if (ahead != '"') {
          return field.toString();
        }
        read();
      }
      line += c == '\n' ? 1 : 0;
      field.append((char) c);
    }
  }

  private int read() throws IOException {
    int c = ahead;
    ahead = c == END ? END : in.read();
    return c;
  }

  private IOException wrong(String what) {
    return new IOException("%s line %d: %s".formatted(name, line, what));
  }
}
