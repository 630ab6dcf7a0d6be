package dev.muster.lab.replay;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.ApiFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Looks at the demo's tasks in the host until all have ended or nothing moves any more. */
final class Watch {
  private static final Set<String> ENDED =
      Set.of("SUCCEEDED", "FAILED", "UNKNOWN", "CANCELLED", "DEAD");
  private static final Set<String> IN_WORK = Set.of("LEASED", "RUNNING");
  private static final int PAGE = 100;

  /** Nothing is in work and nothing changed for this long: what is left waits for a dead task. */
  private static final Duration STILL_MAX = Duration.ofSeconds(90);

  private final ApiClient host;
  private final TaskIds ids;
  private Map<String, String> states = Map.of();
  private long changedAt = System.nanoTime();

  Watch(ApiClient host, TaskIds ids) {
    this.host = host;
    this.ids = ids;
  }

  static boolean ended(String state) {
    return ENDED.contains(state);
  }

  /** Looks once; a host that is away leaves everything as it was. */
  void look() {
    try {
      var fresh = new HashMap<String, String>();
      String after = "";
      while (fresh.size() < ids.all().size()) {
        JsonNode page = host.get("/api/v1/tasks?source=replay&limit=" + PAGE + after).body();
        for (JsonNode task : page.path("tasks")) {
          String id = task.path("id").asString("");
          if (ids.number(id) != null) {
            fresh.put(id, task.path("state").asString(""));
          }
        }
        if (!page.path("next").isString()) {
          break;
        }
        after = "&after=" + page.path("next").asString();
      }
      if (!fresh.equals(states)) {
        changedAt = System.nanoTime();
      }
      states = fresh;
    } catch (ApiFailure failure) {
      if (!failure.away()) {
        throw failure;
      }
      changedAt = System.nanoTime();
    }
  }

  boolean allEnded() {
    return states.size() == ids.all().size() && states.values().stream().allMatch(ENDED::contains);
  }

  boolean stuck() {
    return states.values().stream().noneMatch(IN_WORK::contains)
        && System.nanoTime() - changedAt > STILL_MAX.toNanos();
  }

  long count(String state) {
    return states.values().stream().filter(state::equals).count();
  }

  int endedCount() {
    return (int) states.values().stream().filter(ENDED::contains).count();
  }

  int total() {
    return ids.all().size();
  }
}
