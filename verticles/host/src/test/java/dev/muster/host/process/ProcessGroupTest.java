package dev.muster.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProcessGroupTest {
  @Test
  void aGroupThatIgnoresTermIsKilledWithItsGrandchildren() throws Exception {
    ProcessGroup group =
        ProcessGroup.start(
            shell("trap '' TERM; (sleep 600 & sleep 600) & echo ready; sleep 600; sleep 600"));
    awaitReady(group);
    assertTrue(group.alive());
    group.end(Duration.ofMillis(300));
    assertNotEquals(0, group.process().waitFor());
    assertEmpty(group);
  }

  @Test
  void whatTheLeaderLeftBehindIsStillTheGroup() throws Exception {
    ProcessGroup group = ProcessGroup.start(shell("sleep 600 > /dev/null & echo ready"));
    awaitReady(group);
    group.process().waitFor();
    assertTrue(group.alive());
    group.kill();
    assertEmpty(group);
  }

  @Test
  void whatTheCommandWroteLastIsReadAfterTheKill() throws Exception {
    ProcessGroup group =
        ProcessGroup.start(shell("head -c 60000 /dev/zero; head -c 50000 /dev/zero >&2"));
    group.process().waitFor();
    group.kill();
    assertEquals(60_000, group.process().getInputStream().readAllBytes().length);
    assertEquals(50_000, group.process().getErrorStream().readAllBytes().length);
  }

  @Test
  void whoLeftAMarkedGroupEndsWithIt() throws Exception {
    String escape = "setsid sh -c 'trap \"\" TERM; sleep 600 & echo ready; wait' &";
    ProcessGroup group = ProcessGroup.startModest(shell(escape + " wait"));
    awaitReady(group);
    var marked = new MarkedProcesses(ProcessGroup.MARK, markOf(group));
    assertTrue(marked.living().size() >= 3, "the leader, the shell that left, its sleep");
    group.kill();
    assertEquals(List.of(), marked.living());
  }

  private static String markOf(ProcessGroup group) throws Exception {
    Path environment = GroupMembers.PROC.resolve(group.id() + "/environ");
    return Stream.of(Files.readString(environment).split("\0", -1))
        .filter(entry -> entry.startsWith(ProcessGroup.MARK + "="))
        .findFirst()
        .orElseThrow()
        .substring(ProcessGroup.MARK.length() + 1);
  }

  private static ProcessBuilder shell(String command) {
    return new ProcessBuilder("/bin/sh", "-c", command);
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
