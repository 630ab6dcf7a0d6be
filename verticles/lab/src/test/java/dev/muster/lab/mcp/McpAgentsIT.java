package dev.muster.lab.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.JsonText;
import dev.muster.lab.Checkout;
import dev.muster.lab.MusterProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Agents that are real processes work over MCP while their connections are cut. */
final class McpAgentsIT {
  private static final int TASKS = 100;
  private static final Duration DONE_WITHIN = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  @Timeout(150)
  void three_agents_finish_a_hundred_tasks_while_their_connections_are_cut() throws Exception {
    long seed = System.nanoTime();
    List<Process> agents = new ArrayList<>();
    try (HostProcess host = HostProcess.start(folder.resolve("data"));
        var proxy = new CutProxy(URI.create(host.url()).getPort(), seed)) {
      long began = System.nanoTime();
      Set<String> submitted = submit(host.client());
      for (String how : List.of("stdio", "stdio", "http")) {
        agents.add(agent("a" + agents.size(), how, proxy.url(), host.token()));
      }
      JsonNode tasks = awaitEnd(host.client(), agents);
      long seconds = (System.nanoTime() - began) / 1_000_000_000;
      agents.forEach(agent -> MusterProcess.end(agent.toHandle(), 10));
      System.out.printf(
          "MCP agents: %d tasks in %d s over %d cut connections, %d attempts, %s calls asked again,"
              + " seed %d%n",
          TASKS, seconds, proxy.cuts(), attempts(tasks), again(), seed);
      check(tasks, submitted, "seed " + seed);
      assertTrue(proxy.cuts() >= 50, "too few cuts to prove anything: " + proxy.cuts());
    } finally {
      agents.forEach(agent -> MusterProcess.end(agent.toHandle(), 10));
    }
  }

  private static Set<String> submit(ApiClient client) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < TASKS; i++) {
      var task = JsonText.object().put("text", "Task " + i).put("agents", 1);
      task.putArray("capabilities").add("mcp");
      ids.add(client.post("/api/v1/tasks", task).body().path("id").asString());
    }
    return ids;
  }

  private Process agent(String name, String how, String url, String token) throws IOException {
    var command = new ArrayList<>(List.of(MusterProcess.java(), "-Xmx64m", "-XX:+UseSerialGC"));
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dlogback.configurationFile=" + Checkout.root().resolve("conf/logback.xml"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), McpAgent.class.getName()));
    command.addAll(List.of(name, how, url, token, HostProcess.launcher().toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MUSTER_BUILT", Checkout.root().toString());
    return builder.redirectOutput(log(name).toFile()).start();
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private JsonNode awaitEnd(ApiClient client, List<Process> agents) throws Exception {
    long end = System.nanoTime() + DONE_WITHIN.toNanos();
    while (true) {
      long open =
          client
              .get("/api/v1/fleet")
              .body()
              .path("task_counts")
              .propertyStream()
              .filter(count -> !count.getKey().equals("SUCCEEDED"))
              .mapToLong(count -> count.getValue().asLong())
              .sum();
      if (open == 0) {
        return client.get("/api/v1/tasks?limit=1000").body().path("tasks");
      }
      boolean late = System.nanoTime() > end;
      boolean died = agents.getFirst().waitFor(200, TimeUnit.MILLISECONDS);
      if (late || died) {
        throw new AssertionError(open + " tasks are open" + (died ? ", a0 died" : "") + logs());
      }
    }
  }

  private static int attempts(JsonNode tasks) {
    return tasks.valueStream().mapToInt(task -> task.path("attempts").asInt()).sum();
  }

  /** For each agent, how many calls its client gave up and made again. */
  private List<Long> again() {
    return Stream.of("a0", "a1", "a2").map(name -> lines(name, "again ")).toList();
  }

  private long lines(String name, String start) {
    return Checkout.read(log(name)).lines().filter(line -> line.startsWith(start)).count();
  }

  private String logs() {
    var text = new StringBuilder();
    for (String name : List.of("a0", "a1", "a2")) {
      String log = Checkout.read(log(name));
      text.append("\n--- ").append(name).append('\n');
      text.append(log.substring(Math.max(0, log.length() - 3_000)));
    }
    return text.toString();
  }

  /** Nothing is lost, nothing is there twice, and every agent had a part in it. */
  private void check(JsonNode tasks, Set<String> submitted, String seed) {
    Set<String> succeeded = new HashSet<>();
    tasks.forEach(task -> {
      assertEquals("SUCCEEDED", task.path("state").asString(), seed);
      succeeded.add(task.path("id").asString());
    });
    assertEquals(TASKS, tasks.size(), seed);
    assertEquals(submitted, succeeded, seed);
    for (String name : List.of("a0", "a1", "a2")) {
      assertTrue(
          lines(name, "completed ") > 0, () -> name + " completed nothing, " + seed + logs());
    }
  }
}
