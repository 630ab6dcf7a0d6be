package dev.muster.host.agent;

import dev.muster.host.cli.ScriptedHost;
import dev.muster.host.cli.ScriptedHost.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A host that gives one slot to one agent and takes what it reports. */
final class RunnerScript {
  static final String AGENTS = "/api/v1/agents";
  static final String HEARTBEAT = "/api/v1/agents/agent_1/heartbeat";
  static final String CLAIM = "/api/v1/tasks/claim";
  static final String RENEW = "/api/v1/tasks/task_1/renew";
  static final String OUTCOME = "/api/v1/tasks/task_1/outcome";

  private static final String ASSIGNMENT =
      """
      {"task_id":"task_1","attempt_id":"attempt_1","slot":1,"slots":3,"fence":7,
       "lease_until":"2026-01-01T00:00:30Z","task":{"id":"task_1","text":"work"},
       "topology":"hierarchical"}
      """;

  private final BlockingQueue<Answer> slots = new LinkedBlockingQueue<>();
  private final ScriptedHost host = new ScriptedHost();

  RunnerScript() {
    slots.add(Answer.ok(ASSIGNMENT));
    host.on(
            AGENTS,
            call ->
                Answer.ok("{\"id\":\"agent_1\",\"name\":\"t\",\"heartbeat_s\":1,\"lease_s\":30}"))
        .on(HEARTBEAT, call -> Answer.ok("{\"id\":\"agent_1\",\"state\":\"free\"}"))
        .on(CLAIM, call -> claimed())
        .on(RENEW, call -> Answer.ok("{\"lease_until\":\"2026-01-01T00:00:30Z\"}"))
        .on(OUTCOME, call -> Answer.ok("{\"state\":\"SUCCEEDED\",\"repeated\":false}"));
  }

  ScriptedHost host() {
    return host;
  }

  /** A long poll, shorter than a real one. */
  private Answer claimed() {
    try {
      Answer slot = slots.poll(500, TimeUnit.MILLISECONDS);
      return slot == null ? new Answer(204, "") : slot;
    } catch (InterruptedException e) {
      return new Answer(204, "");
    }
  }

  /** The process id that a command wrote into a file. */
  static long awaitPid(Path file) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      String text = Files.exists(file) ? Files.readString(file) : "";
      if (text.endsWith("\n")) {
        return Long.parseLong(text.strip());
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no process id in " + file + " within 20 s");
  }
}
