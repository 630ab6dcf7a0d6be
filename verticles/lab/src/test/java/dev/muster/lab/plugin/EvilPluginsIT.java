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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evil plugins in real hosts, under load. What becomes of them is compared with the committed
 * table; how long calls took is printed, and measured longer and written there with {@code
 * -Dmuster.evil.write=true}.
 */
final class EvilPluginsIT {
  private static final Path TABLE = Checkout.root().resolve("plugins/EVIL.csv");
  private static final Pace QUICK = new Pace(Duration.ofSeconds(2), Duration.ofMillis(400), false);

  /** 4,000 calls of each path in a window: the 99th percentile is the 40th slowest of them. */
  private static final Pace EXACT = new Pace(Duration.ofSeconds(60), Duration.ofSeconds(20), true);

  /** {@code -XX:+ExitOnOutOfMemoryError} ends the process with this. */
  private static final int OUT_OF_MEMORY = 3;

  private final List<EvilRow> rows = new ArrayList<>();

  @TempDir Path folder;

  /** How long a host is asked before it counts, and for one cell of the table. */
  private record Pace(Duration warmUp, Duration window, boolean freshBefore) {}

  @Test
  @Timeout(400)
  void what_each_of_them_does_to_its_host_is_as_the_table_says() throws Exception {
    assertEquals(whats(Files.readAllLines(TABLE)), whats(table(QUICK)));
  }

  @Test
  @Timeout(1_800)
  @EnabledIfSystemProperty(named = "muster.evil.write", matches = "true")
  void the_table_is_written_anew() throws Exception {
    Files.write(TABLE, table(EXACT));
  }

  private List<String> table(Pace pace) throws Exception {
    System.out.println(EvilRow.HEAD);
    meet("jars", EvilPlugin.jars(), pace);
    meetDeadly(pace);
    meet("executables", EvilPlugin.executables(), pace);
    meet("modules", EvilPlugin.modules(), pace);
    var lines = new ArrayList<>(List.of(EvilRow.HEAD));
    rows.forEach(row -> lines.add(row.toString()));
    return lines;
  }

  private void add(EvilRow row) {
    System.out.println(row);
    rows.add(row);
  }

  private static String whats(List<String> lines) {
    return String.join("\n", lines.stream().map(EvilRow::what).toList());
  }

  private void meet(String kind, List<EvilPlugin> all, Pace pace) throws Exception {
    try (EvilHost host = EvilHost.start(folder.resolve(kind))) {
      host.load().run(pace.warmUp());
      Seen before = host.load().run(pace.window());
      for (EvilPlugin evil : all) {
        Seen fresh = pace.freshBefore() ? host.load().run(pace.window()) : before;
        add(host.meet(evil, pace.window(), fresh));
      }
    }
  }

  /** It takes its host along twice; the third one does not let it near, and has all its tasks. */
  private void meetDeadly(Pace pace) throws Exception {
    EvilPlugin deadly = EvilPlugin.deadly();
    Path place = folder.resolve("deadly");
    Set<String> tasks = new HashSet<>();
    Seen before;
    try (EvilHost host = EvilHost.start(place)) {
      tasks.addAll(submit(host));
      host.load().run(pace.warmUp());
      before = host.load().run(pace.window());
      host.drop(deadly);
      host.awaitActive(deadly);
      die(host, pace);
    }
    try (EvilHost host = EvilHost.start(place)) {
      host.awaitActive(deadly);
      tasks.addAll(submit(host));
      die(host, pace);
    }
    try (EvilHost host = EvilHost.start(place)) {
      var stands = host.plugin(deadly);
      assertEquals("quarantined", stands.path("state").asString(""), () -> stands + host.told());
      Seen after = host.load().run(pace.window());
      assertEquals(0, after.allowed());
      assertNotEquals(0, after.denied());
      assertEquals(tasks, stored(host));
      String outcome =
          "host died twice in its calls; then quarantined: " + stands.path("reason").asString("");
      add(EvilRow.of(deadly, outcome, 0, before, after));
    }
  }

  private static void die(EvilHost host, Pace pace) throws Exception {
    Seen last = host.load().run(pace.window());
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
