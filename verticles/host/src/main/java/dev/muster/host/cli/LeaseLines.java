package dev.muster.host.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Leases as lines for people. */
final class LeaseLines {
  private LeaseLines() {}

  /** The leases, with the time that each has left and was held at the instant {@code at}. */
  static Table table(JsonNode leases, JsonNode at) {
    var table = new Table("LEASE", "HOLDER", "INTENT", "LEFT", "HELD", "FENCE");
    boolean several =
        leases.valueStream().map(lease -> worktree(lease)).distinct().limit(2).count() > 1;
    for (JsonNode lease : leases) {
      String path = lease.path("file").path("path").asString("");
      table.row(
          several ? worktree(lease) + "/" + path : path,
          holder(lease),
          lease.path("intent").asString("-"),
          between(at, lease.path("until")),
          between(lease.path("granted_at"), at),
          lease.path("fence").asString("-"));
    }
    return table;
  }

  /** Who holds or declared something: the agent's name, and the sub-agent if it is one. */
  static String holder(JsonNode held) {
    String agent = held.path("agent").asString("");
    String name = agent.isEmpty() ? held.path("holder").path("session").asString("-") : agent;
    String subagent = held.path("holder").path("subagent").asString("");
    return subagent.isEmpty() ? name : name + "/" + subagent;
  }

  private static String worktree(JsonNode lease) {
    return lease.path("file").path("worktree").asString("");
  }

  private static String between(JsonNode from, JsonNode to) {
    return instant(from)
        .flatMap(start -> instant(to).map(end -> span(Duration.between(start, end))))
        .orElse("-");
  }

  private static Optional<Instant> instant(JsonNode node) {
    try {
      return Optional.of(Instant.parse(node.asString("")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A length of time in two units at most. */
  static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds < 3600
        ? seconds / 60 + "m" + seconds % 60 + "s"
        : seconds / 3600 + "h" + seconds % 3600 / 60 + "m";
  }
}
