package dev.muster.host.mcp.stdio;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The events of one server-sent stream, after the WHATWG HTML standard, section 9.2. */
final class EventReader implements Closeable {
  /** One event; {@code id} is the last one that the stream gave. */
  record Event(@Nullable String id, String data) {}

  private final BufferedReader lines;
  private @Nullable String id;

  EventReader(InputStream in) {
    lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** The next event, the priming one without data included; null at the end of the stream. */
  @Nullable Event next() throws IOException {
    var data = new StringBuilder();
    boolean any = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && any) {
        return new Event(id, data.toString());
      }
      if (line.startsWith("id:")) {
        id = value(line, "id:");
        any = true;
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(line, "data:"));
        any = true;
      }
    }
    return null;
  }

  private static String value(String line, String field) {
    String value = line.substring(field.length());
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
