package dev.muster.lab.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.JsonText;
import dev.muster.lab.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evil plugins in real hosts, under load. What becomes of them is compared with the committed
 * table; how long calls took is printed, and written there with {@code -Dmuster.evil.write=true}.
 */
final class EvilPluginsIT {
  private static final Path TABLE = Checkout.root().resolve("plugins/EVIL.csv");
  private static final boolean WRITE = Boolean.getBoolean("muster.evil.write");
  private static final Duration WARM_UP = Duration.ofSeconds(WRITE ? 4 : 2);
  private static final Duration WINDOW = Duration.ofMillis(WRITE ? 2_000 : 400);

  /** {@code -XX:+ExitOnOutOfMemoryError} ends the process with this. */
  private static final int OUT_OF_MEMORY = 3;

  private final List<EvilRow> rows = new ArrayList<>();

  @TempDir Path folder;

  @Test
  @Timeout(400)
  void what_each_of_them_does_to_its_host_is_as_the_table_says() throws Exception {
    System.out.println(EvilRow.HEAD);
    meet("jars", EvilPlugin.jars());
    meetDeadly();
    meet("executables", EvilPlugin.executables());
    meet("modules", EvilPlugin.modules());
    var lines = new ArrayList<>(List.of(EvilRow.HEAD));
    rows.forEach(row -> lines.add(row.toString()));
    if (WRITE) {
      Files.write(TABLE, lines);
    }
    assertEquals(whats(Files.readAllLines(TABLE)), whats(lines));
  }

  private void add(EvilRow row) {
    System.out.println(row);
    rows.add(row);
  }

  private static String whats(List<String> lines) {
    return String.join("\n", lines.stream().map(EvilRow::what).toList());
  }

  private void meet(String kind, List<EvilPlugin> all) throws Exception {
    try (EvilHost host = EvilHost.start(folder.resolve(kind))) {
      host.load().run(WARM_UP);
      Seen before = host.load().run(WINDOW);
      for (EvilPlugin evil : all) {
        Seen fresh = WRITE ? host.load().run(WINDOW) : before;
        add(host.meet(evil, WINDOW, fresh));
      }
    }
  }

  /** It takes its host along twice; the third one does not let it near, and has all its tasks. */
  private void meetDeadly() throws Exception {
    EvilPlugin deadly = EvilPlugin.deadly();
    Path place = folder.resolve("deadly");
    Set<String> tasks = new HashSet<>();
    Seen before;
    try (EvilHost host = EvilHost.start(place)) {
      tasks.addAll(submit(host));
      host.load().run(WARM_UP);
      before = host.load().run(WINDOW);
      host.drop(deadly);
      host.awaitActive(deadly);
      die(host);
    }
    try (EvilHost host = EvilHost.start(place)) {
      host.awaitActive(deadly);
      tasks.addAll(submit(host));
      die(host);
    }
    try (EvilHost host = EvilHost.start(place)) {
      var stands = host.plugin(deadly);
      assertEquals("quarantined", stands.path("state").asString(""), () -> stands + host.told());
      Seen after = host.load().run(WINDOW);
      assertEquals(0, after.allowed());
      assertNotEquals(0, after.denied());
      assertEquals(tasks, stored(host));
      String outcome =
          "host died twice in its calls; then quarantined: " + stands.path("reason").asString("");
      add(EvilRow.of(deadly, outcome, 0, before, after));
    }
  }

  private static void die(EvilHost host) throws Exception {
    Seen last = host.load().run(WINDOW);
    assertEquals(0, last.allowed(), "an edit was allowed");
    assertEquals(OUT_OF_MEMORY, host.death());
  }

  private static Set<String> submit(EvilHost host) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      var task = JsonText.object().put("text", "Task " + i).put("agents", 1);
      var answer = host.process().client().post("/api/v1/tasks", task).body();
      assertTrue(ids.add(answer.path("id").asString("")));
    }
    return ids;
  }

  private static Set<String> stored(EvilHost host) {
    Set<String> ids = new HashSet<>();
    for (var task : host.process().client().get("/api/v1/tasks?limit=1000").body().path("tasks")) {
      ids.add(task.path("id").asString(""));
    }
    return ids;
  }
}
