package dev.muster.host.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Notices as lines for people. */
public final class Notices {
  private Notices() {}

  /** A loud line for each notice that nobody has reviewed. */
  public static List<String> loud(JsonNode notices) {
    var lines = new ArrayList<String>();
    for (JsonNode notice : notices) {
      if (!notice.path("reviewed_at").isString()) {
        String agent = notice.path("agent").asString("");
        String repo = notice.path("repo").asString("");
        lines.add(
            "!! "
                + notice.path("kind").asString("notice")
                + (agent.isEmpty() ? "" : " " + agent)
                + (repo.isEmpty() ? "" : " in " + repo)
                + ": "
                + notice.path("text").asString("")
                + " (review it on the page)");
      }
    }
    return lines;
  }
}
