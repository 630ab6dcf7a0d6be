package dev.muster.lab.replay;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.RetryingClient;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands the tasks of a plan to the host; handing them over again changes nothing. */
final class Submission {
  private final DemoPlan plan;

  Submission(DemoPlan plan) {
    this.plan = plan;
  }

  /** The id that the host acknowledged for each task. */
  TaskIds submit(RetryingClient host) {
    Set<Integer> pinned = plan.pinned();
    var ids = new TreeMap<Integer, String>();
    for (ReplayTask task : plan.usable()) {
      Map<String, String> key = Map.of("Idempotency-Key", plan.run() + "-" + task.commit());
      ObjectNode body = body(task, pinned.contains(task.number()));
      JsonNode answer = host.post("/api/v1/tasks", body, ApiClient.DEFAULT_TIMEOUT, key).body();
      ids.put(task.number(), answer.path("id").asString());
    }
    return new TaskIds(ids);
  }

  private ObjectNode body(ReplayTask task, boolean pinned) {
    ObjectNode body = JsonText.object();
    body.put("type", "code");
    body.put("text", task.text());
    body.put("source", "replay");
    body.put("parts", task.parts().size());
    if (pinned) {
      body.put("agents", plan.agentsFor(task));
    }
    return body;
  }
}
