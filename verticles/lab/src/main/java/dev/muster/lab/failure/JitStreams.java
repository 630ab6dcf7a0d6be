package dev.muster.lab.failure;

import dev.muster.lab.contention.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads commits of several projects, with the outcome of each known a while after it. */
final class JitStreams {
  static final long DAY = 86_400;

  /** The just-in-time metrics of Kamei et al. 2013, as the file names them. */
  private static final List<String> METRICS =
      List.of(
          "la", "ld", "ns", "nd", "nf", "entropy", "lt", "fix", "ndev", "age", "nuc", "exp", "rexp",
          "sexp");

  private static final List<String> COLUMNS =
      Stream.concat(Stream.of("project", "author_time", "bug"), METRICS.stream()).toList();

  /** Lines added and lines deleted. */
  static final int ADDED = 0;

  static final int DELETED = 1;

  /** A stream's first fifth only teaches. */
  private static final int TEACHING_PART = 5;

  private static final long BLOCK = 91 * DAY;

  private JitStreams() {}

  /** One line of the file. */
  @SuppressWarnings("ArrayRecordComponent") // rows of a matrix
  private record Line(String project, long at, boolean bug, double[] metrics) {}

  /** All changes by time; {@code delay} is in seconds. */
  static List<Change> read(Path file, long delay) throws IOException {
    Map<String, List<Line>> projects = new LinkedHashMap<>();
    try (var in = Files.newBufferedReader(file)) {
      var csv = new CsvReader(in, file.toString(), COLUMNS.toArray(String[]::new));
      for (var record = csv.next(); record != null; record = csv.next()) {
        Line line = line(record);
        projects.computeIfAbsent(line.project(), name -> new ArrayList<>()).add(line);
      }
    }
    var blocks = new HashMap<Long, Integer>();
    var changes = new ArrayList<Change>();
    int group = 0;
    for (List<Line> lines : projects.values()) {
      lines.sort(Comparator.comparingLong(Line::at));
      var state = new StreamState(delay, group);
      for (int i = 0; i < lines.size(); i++) {
        Line line = lines.get(i);
        long quarter = Math.floorDiv(line.at(), BLOCK) * 1_000 + group;
        int block = blocks.computeIfAbsent(quarter, key -> blocks.size());
        boolean scored = i >= lines.size() / TEACHING_PART;
        double churn = line.metrics()[ADDED] + line.metrics()[DELETED];
        changes.add(
            new Change(
                group,
                line.at(),
                line.at() + delay,
                state.features(line.at(), line.bug(), line.metrics()),
                churn,
                line.bug(),
                scored,
                block));
      }
      group++;
    }
    changes.sort(Comparator.comparingLong(Change::at));
    return changes;
  }

  private static Line line(Map<String, String> record) {
    double[] metrics =
        METRICS.stream()
            .mapToDouble(name -> {
              String text = record.getOrDefault(name, "");
              return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
            })
            .toArray();
    return new Line(
        record.getOrDefault("project", ""),
        (long) Double.parseDouble(record.getOrDefault("author_time", "")),
        record.getOrDefault("bug", "").startsWith("1"),
        metrics);
  }
}
