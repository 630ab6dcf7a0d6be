package dev.muster.host.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Passes what a process writes on, line by line, each behind a prefix. */
final class PrefixedLines {
  /** A line without an end must not fill the memory: it is broken here. */
  static final int LINE_MAX = 4096;

  private final String prefix;
  private final Consumer<String> lines;
  private final StringBuilder line = new StringBuilder();

  PrefixedLines(String prefix, Consumer<String> lines) {
    this.prefix = prefix;
    this.lines = lines;
  }

  /** Reads until the stream ends or is closed. */
  void readAll(InputStream stream) {
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        add((char) next);
      }
    } catch (IOException e) {
      // A killed process closes its end in the middle.
    }
    if (!line.isEmpty()) {
      pass();
    }
  }

  private void add(char next) {
    if (next != '\n') {
      line.append(next);
    }
    if (next == '\n' || line.length() >= LINE_MAX) {
      pass();
    }
  }

  private void pass() {
    lines.accept(prefix + line);
    line.setLength(0);
  }
}
