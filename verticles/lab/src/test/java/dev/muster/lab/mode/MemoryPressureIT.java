package dev.muster.lab.mode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.JsonText;
import dev.muster.lab.mcp.HostProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A host and a program that fills the memory of both: of 600 MB it takes 400. */
@Timeout(120)
final class MemoryPressureIT {
  private static final long LIMIT = 600_000_000;
  private static final long FILLED = 400_000_000;
  private static final Duration WITHIN = Duration.ofSeconds(40);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String CONF =
      """
      modes:
        every_s: 1
        memory_high: 0.7
        memory_low: 0.55
        enter_after_s: 1
        leave_after_s: 2
      """;

  @TempDir Path folder;

  @Test
  void short_memory_is_an_emergency_with_one_agent_for_each_task_until_it_is_there_again()
      throws Exception {
    Path conf = Files.writeString(folder.resolve("conf.yaml"), CONF);
    try (var group = ControlGroup.limited(LIMIT);
        var host = HostProcess.start(folder.resolve("data"), "--conf", conf.toString())) {
      group.add(host.process().pid());
      assertTrue(
          Files.readString(Path.of("/proc/" + host.process().pid() + "/cgroup"))
              .contains(group.name()));
      assertEquals("no_model", mode(host).path("reason").asString(""));
      assertEquals(3, most(host));

      Process filler =
          new ProcessBuilder(
                  "sh", "-c", "read go; (head -c " + FILLED + " /dev/zero; sleep 100) | tail")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        group.add(filler.pid());
        filler.outputWriter().write("go\n");
        filler.outputWriter().flush();
        await(host, "EMERGENCY");
        assertEquals("memory", mode(host).path("reason").asString(""));
        assertEquals(1, most(host));
        assertTrue(resident(host) < LIMIT);
      } finally {
        filler.descendants().forEach(ProcessHandle::destroyForcibly);
        filler.destroyForcibly().waitFor();
      }
      await(host, "FALLBACK");
      assertEquals(3, most(host));
    }
  }

  private static JsonNode mode(HostProcess host) {
    return host.client().get("/api/v1/mode").body().path("status");
  }

  /** How many agents may work on a task of a fleet that has three. */
  private static int most(HostProcess host) {
    ObjectNode body = JsonText.object().put("text", "one").put("agents_max", 3);
    body.putObject("features").put("task_complexity", .5);
    return 8 - host.client().post("/api/v1/decide", body).body().path("mask").size();
  }

  private static void await(HostProcess host, String wanted) {
    long end = System.nanoTime() + WITHIN.toNanos();
    while (!mode(host).path("mode").asString("").equals(wanted)) {
      assertTrue(System.nanoTime() < end, () -> "not " + wanted + ": " + mode(host));
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static long resident(HostProcess host) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + host.process().pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
