package dev.muster.lab.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.ApiFailure;
import dev.muster.host.cli.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole demo as a person starts it, judged from outside with git alone. */
class DemoIT {
  private static final Duration DEMO_MAX = Duration.ofMinutes(4);
  private static final Duration KILL_MAX = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  @TempDir Path folder;

  @Test
  void the_generated_history_lands_complete_with_useful_work() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Process demo = start(empty, "--tasks", "60", "--agents", "4", "--speed", "8");
    Map<Long, Instant> three = SlotProcesses.threeOfOneAttempt(demo.toHandle());
    JsonNode summary = summary(demo);
    checkSummary(summary);
    assertEquals(3, three.size(), "three live processes of one attempt, by /proc");
    assertTrue(summary.path("generated").asBoolean());
    assertEquals(60, summary.path("tasks").asInt());
    assertEquals(3, summary.path("slots_max").asInt());
    assertTrue(summary.path("makespan_s").asDouble() <= 180, summary.toString());
    assertTrue(summary.path("useful_share").asDouble() >= 0.5, summary.toString());
    checkOverlap(summary.path("slots_proof"));
    checkFromOutside(Path.of(summary.path("repo").asString()), summary, 60);
  }

  @Test
  void a_merge_heavy_history_lands_complete() throws Exception {
    var source = new TestRepository(folder.resolve("source.git"), folder.resolve("work"));
    MergeHistory.fill(source, 11);
    JsonNode summary =
        demo(folder, "--repo", source.path().toString(), "--tasks", "60", "--speed", "40");
    checkSummary(summary);
    assertTrue(!summary.path("generated").asBoolean());
    assertTrue(summary.path("makespan_s").asDouble() <= 180, summary.toString());
    checkFromOutside(source.path(), summary, 60);
  }

  @Test
  void nothing_is_lost_when_the_host_the_demo_and_the_agents_are_killed() throws Exception {
    var source = new TestRepository(folder.resolve("source.git"), folder.resolve("work"));
    MergeHistory.fill(source, 12);
    Process demo =
        start(folder, "--repo", source.path().toString(), "--tasks", "60", "--speed", "10");
    long killed = -1;
    for (int kill = 0; kill < 5; kill++) {
      killed = killHost(killed);
    }
    long last = hostPidAfter(killed);
    List<ProcessHandle> children = demo.descendants().toList();
    demo.destroyForcibly();
    children.stream().filter(child -> child.pid() != last).forEach(ProcessHandle::destroyForcibly);
    demo.waitFor();
    JsonNode summary = demo(folder, "--resume");
    checkSummary(summary);
    checkFromOutside(source.path(), summary, 60);
  }

  private long hostPidAfter(long killed) throws Exception {
    long end = System.nanoTime() + KILL_MAX.toNanos();
    while (hostPid() == killed || slotsRunning() < 2) {
      assertTrue(System.nanoTime() < end, "no host came back within " + KILL_MAX);
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return hostPid();
  }

  private static void checkSummary(JsonNode summary) {
    assertEquals(0, summary.path("lost").asInt(-1), summary.toString());
    assertEquals(0, summary.path("failed").asInt(-1), summary.toString());
    assertEquals(summary.path("tasks").asInt(), summary.path("succeeded").asInt());
    assertTrue(summary.path("tree_equal").asBoolean(), summary.toString());
    assertEquals(4, summary.path("agents").asInt());
  }

  /** Nothing is skipped in these histories, so the head's own tree is what must come out. */
  private void checkFromOutside(Path source, JsonNode summary, int commits) throws Exception {
    assertEquals(0, summary.path("skipped").size());
    Path integration = Path.of(summary.path("integration").asString());
    String tree = git(integration, "rev-parse", "main^{tree}");
    assertEquals(git(source, "rev-parse", "HEAD^{tree}"), tree);
    assertEquals(tree, summary.path("tree").asString());
    assertEquals(tree, summary.path("expected_tree").asString());
    Map<String, Integer> partsOf = new HashMap<>();
    var seen = new HashSet<String>();
    String format =
        "%(trailers:key=Muster-Task,valueonly,separator=%x2C)"
            + " %(trailers:key=Muster-Part,valueonly,separator=%x2C)";
    for (String line : git(integration, "log", "--format=" + format, "main").lines().toList()) {
      List<String> words = List.of(line.strip().split(" ", -1));
      if (words.size() == 2) {
        assertTrue(seen.add(line), "landed twice: " + line);
        partsOf.put(words.get(0), Integer.parseInt(words.get(1).split("/", -1)[1]));
      }
    }
    assertEquals(commits, partsOf.size());
    assertEquals(partsOf.values().stream().mapToInt(Integer::intValue).sum(), seen.size());
    assertEquals("", git(integration, "fsck", "--connectivity-only", "--no-dangling"));
  }

  /** Somewhere three slots of one task, each a process and a fence of its own, ran at once. */
  private static void checkOverlap(JsonNode proofs) {
    Map<String, Map<Long, JsonNode>> byTask = new HashMap<>();
    for (JsonNode proof : proofs) {
      byTask
          .computeIfAbsent(proof.path("task").asString(), _ -> new HashMap<>())
          .put(proof.path("pid").asLong(), proof);
    }
    var overlapping = new ArrayList<String>();
    byTask.forEach((task, slots) -> {
      var from = slots.values().stream().map(s -> s.path("from").asString("")).sorted();
      var to = slots.values().stream().map(s -> s.path("to").asString("")).sorted();
      long fences = slots.values().stream().map(s -> s.path("fence").asLong()).distinct().count();
      String latestStart = from.toList().getLast();
      if (fences >= 3 && latestStart.compareTo(to.toList().getFirst()) < 0) {
        overlapping.add(task);
      }
    });
    assertNotEquals(List.of(), overlapping, proofs.toString());
  }

  private JsonNode demo(Path workFolder, String... options) throws Exception {
    return summary(start(workFolder, options));
  }

  private JsonNode summary(Process demo) throws Exception {
    if (!demo.waitFor(DEMO_MAX.toSeconds(), TimeUnit.SECONDS)) {
      demo.destroy();
      throw new AssertionError("the demo took more than " + DEMO_MAX);
    }
    String text = Files.readString(out());
    assertEquals(0, demo.exitValue(), text);
    return JsonText.read(text.strip().lines().toList().getLast());
  }

  private Process start(Path workFolder, String... options) throws Exception {
    Path home = Path.of("..", "..").toRealPath();
    var command = new ArrayList<>(List.of(home.resolve("muster").toString(), "demo"));
    command.addAll(List.of("--data", data().toString(), "--exit", "--json"));
    command.addAll(List.of(options));
    var builder =
        new ProcessBuilder(command)
            .directory(workFolder.toFile())
            .redirectOutput(out().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("MUSTER_BUILT", home.toString());
    return builder.start();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Kills the host as soon as it is ready with two slots at work; its pid. */
  private long killHost(long before) throws Exception {
    long end = System.nanoTime() + KILL_MAX.toNanos();
    while (System.nanoTime() < end) {
      long pid = hostPid();
      if (pid > 0 && pid != before && slotsRunning() >= 2) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        return pid;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    throw new AssertionError("no host with two running slots within " + KILL_MAX);
  }

  private long hostPid() throws Exception {
    Path file = data().resolve("host.json");
    return Files.exists(file) ? JsonText.read(Files.readString(file)).path("pid").asLong(-1) : -1;
  }

  private long slotsRunning() throws Exception {
    try {
      String url =
          JsonText.read(Files.readString(data().resolve("host.json"))).path("url").asString();
      String token = Files.readString(data().resolve("token")).strip();
      JsonNode fleet = new ApiClient(url, token).get("/api/v1/fleet").body();
      long running = 0;
      for (JsonNode attempt : fleet.path("running")) {
        for (JsonNode slot : attempt.path("slots")) {
          running += slot.path("state").asString("").equals("running") ? 1 : 0;
        }
      }
      return running;
    } catch (ApiFailure away) {
      return 0;
    }
  }

  /** Plain git, not the demo's own. */
  private String git(Path repository, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
    command.addAll(List.of("--git-dir", repository.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return out.strip();
  }
}
