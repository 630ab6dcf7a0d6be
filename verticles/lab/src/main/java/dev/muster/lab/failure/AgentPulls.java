package dev.muster.lab.failure;

import dev.muster.lab.contention.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Reads agents' pull requests; one fails when it is closed unmerged, which is known when it is
 * closed. What happened after it was opened (commits, reviews, hours) is not read.
 */
final class AgentPulls {
  /**
   * Where {@link PullState} puts the share that failed of the agent's, and of it in the repository.
   */
  static final int AGENT_RATE = 0;

  static final int REPO_AGENT_RATE = 1;

  /** How likely it fails by its words alone. */
  static final int TEXT = 2;

  /** The first three fifths only teach. */
  private static final double TEACHING_SHARE = .6;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx");

  private AgentPulls() {}

  /** One line of the file. */
  record Pull(
      String agent,
      String repo,
      String language,
      String type,
      double stars,
      double bodyLength,
      String title,
      String text,
      long at,
      long closedAt,
      boolean failed) {}

  static List<Change> read(Path file) throws IOException {
    var pulls = new ArrayList<Pull>();
    try (var in = Files.newBufferedReader(file)) {
      var csv =
          new CsvReader(in, file.toString(), "agent", "repo", "created_at", "closed_at", "merged");
      for (var record = csv.next(); record != null; record = csv.next()) {
        if (!record.getOrDefault("closed_at", "").isEmpty()) {
          pulls.add(pull(record));
        }
      }
    }
    pulls.sort(Comparator.comparingLong(Pull::at));
    var open = new PriorityQueue<Pull>(Comparator.comparingLong(Pull::closedAt));
    var state = new PullState();
    var repositories = new HashMap<String, Integer>();
    var changes = new ArrayList<Change>();
    for (Pull pull : pulls) {
      while (!open.isEmpty() && open.peek().closedAt() <= pull.at()) {
        state.learn(open.remove());
      }
      open.add(pull);
      int group = repositories.computeIfAbsent(pull.repo(), name -> repositories.size());
      boolean scored = changes.size() >= TEACHING_SHARE * pulls.size();
      changes.add(
          new Change(
              group,
              pull.at(),
              pull.closedAt(),
              state.features(pull),
              1,
              pull.failed(),
              scored,
              group));
    }
    return changes;
  }

  /** The features without that of the words. */
  static double[] withoutText(double[] features) {
    return IntStream.range(0, features.length)
        .filter(i -> i != TEXT)
        .mapToDouble(i -> features[i])
        .toArray();
  }

  private static Pull pull(Map<String, String> record) {
    String title = record.getOrDefault("title", "");
    return new Pull(
        record.getOrDefault("agent", ""),
        record.getOrDefault("repo", ""),
        record.getOrDefault("language", ""),
        record.getOrDefault("type", ""),
        number(record.getOrDefault("stars", "")),
        number(record.getOrDefault("body_len", "")),
        title,
        title + " " + record.getOrDefault("body_excerpt", ""),
        seconds(record.getOrDefault("created_at", "")),
        seconds(record.getOrDefault("closed_at", "")),
        !record.getOrDefault("merged", "").startsWith("1"));
  }

  private static long seconds(String time) {
    return OffsetDateTime.parse(time, TIME).toEpochSecond();
  }

  private static double number(String text) {
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }
}
