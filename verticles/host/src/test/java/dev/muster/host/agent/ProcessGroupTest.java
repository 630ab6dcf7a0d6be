package dev.muster.host.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProcessGroupTest {
  @Test
  void aGroupThatIgnoresTermIsKilledWithItsGrandchildren() throws Exception {
    ProcessGroup group =
        ProcessGroup.start(
            "trap '' TERM; (sleep 600 & sleep 600) & echo ready; sleep 600; sleep 600", Map.of());
    awaitReady(group);
    assertTrue(group.alive());
    group.end(Duration.ofMillis(300));
    assertNotEquals(0, group.process().waitFor());
    assertEmpty(group);
  }

  @Test
  void whatTheLeaderLeftBehindIsStillTheGroup() throws Exception {
    ProcessGroup group = ProcessGroup.start("sleep 600 > /dev/null & echo ready", Map.of());
    awaitReady(group);
    group.process().waitFor();
    assertTrue(group.alive());
    group.kill();
    assertEmpty(group);
  }

  @Test
  void whatTheCommandWroteLastIsReadAfterTheKill() throws Exception {
    ProcessGroup group =
        ProcessGroup.start("head -c 60000 /dev/zero; head -c 50000 /dev/zero >&2", Map.of());
    group.process().waitFor();
    group.kill();
    assertEquals(60_000, group.process().getInputStream().readAllBytes().length);
    assertEquals(50_000, group.process().getErrorStream().readAllBytes().length);
  }

  private static void awaitReady(ProcessGroup group) throws Exception {
    var lines =
        new BufferedReader(
            new InputStreamReader(group.process().getInputStream(), StandardCharsets.UTF_8));
    assertTrue("ready".equals(lines.readLine()));
  }

  /** A killed process takes a moment to go. */
  static void assertEmpty(ProcessGroup group) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (group.alive() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertFalse(group.alive());
  }
}
