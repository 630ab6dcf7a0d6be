package dev.muster.host.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A text table that fits its width: the widest columns give way first, and where columns would
 * become unreadable each row is written as a list of "header: value". The first column gives way
 * never: a half id is of no use.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final String CUT = "..";

  /** A narrower column tells nothing. */
  private static final int COLUMN_MIN = 6;

  private final List<String> headers;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headers) {
    this.headers = List.of(headers);
  }

  /** The agents of {@code GET /agents} or of a fleet picture. */
  public static Table agents(JsonNode agents) {
    var table =
        new Table("AGENT", "NAME", "STATE", "CAPABILITIES", "LANGUAGES", "ENDED", "EXPIRED");
    for (JsonNode agent : agents) {
      table.row(
          agent.path("id").asString(""),
          agent.path("name").asString(""),
          agent.path("state").asString(""),
          joined(agent.path("capabilities")),
          joined(agent.path("languages")),
          agent.path("slots_ended").asString("0"),
          agent.path("slots_expired").asString("0"));
    }
    return table;
  }

  static String joined(JsonNode texts) {
    return String.join(",", texts.valueStream().map(text -> text.asString("")).toList());
  }

  /** Adds a row with one cell for each header. */
  public Table row(String... cells) {
    if (cells.length != headers.size()) {
      throw new IllegalArgumentException(
          "a row must have " + headers.size() + " cells, had " + cells.length);
    }
    rows.add(Arrays.stream(cells).map(Table::oneLine).toList());
    return this;
  }

  /** The lines, none longer than {@code width} but for an id; a table without rows says so. */
  public List<String> lines(int width) {
    if (rows.isEmpty()) {
      return List.of("none");
    }
    int[] widths = natural();
    if (!shrink(widths, width)) {
      return asLists(width);
    }
    var lines = new ArrayList<String>();
    lines.add(line(headers, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int[] natural() {
    int[] widths = headers.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static boolean shrink(int[] widths, int width) {
    int gaps = GAP.length() * (widths.length - 1);
    while (Arrays.stream(widths).sum() + gaps > width) {
      int widest = widths.length - 1;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widest == 0 || widths[widest] <= COLUMN_MIN) {
        return false;
      }
      widths[widest]--;
    }
    return true;
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cut(cells.get(i), widths[i]);
      line.append(i == 0 ? "" : GAP).append(cell).repeat(' ', widths[i] - cell.length());
    }
    return line.toString().stripTrailing();
  }

  private List<String> asLists(int width) {
    var lines = new ArrayList<String>();
    for (List<String> row : rows) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      for (int i = 0; i < row.size(); i++) {
        String line = headers.get(i) + ": " + row.get(i);
        lines.add(i == 0 ? line : cut(line, width));
      }
    }
    return lines;
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - CUT.length()) + CUT;
  }

  private static String oneLine(String text) {
    return Screen.clean(text).replaceAll("\\s+", " ").strip();
  }
}
