package dev.muster.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LifelineTest {
  private static final String WORK = "echo $$ >&2; exec sleep 600";

  /** A process that starts groups, says the ids of their members, and is killed. */
  static final class Starter {
    public static void main(String[] args) throws Exception {
      ProcessGroup ended = started("exec sleep 600", false);
      ended.kill();
      System.out.println(ended.id());
      started(WORK, false);
      started("setsid sh -c '" + WORK + "' & " + WORK, true);
      Thread.currentThread().join();
    }

    private static ProcessGroup started(String work, boolean modest) throws Exception {
      ProcessBuilder command =
          new ProcessBuilder("/bin/sh", "-c", work)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      return modest ? ProcessGroup.startModest(command) : ProcessGroup.start(command);
    }
  }

  @Test
  void when_a_process_is_killed_all_groups_that_it_left_end_and_who_left_a_marked_one()
      throws Exception {
    Process starter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName())
            .redirectErrorStream(true)
            .start();
    List<ProcessHandle> members;
    try (var said =
        new BufferedReader(
            new InputStreamReader(starter.getInputStream(), StandardCharsets.US_ASCII))) {
      assertEquals(List.of(), living(Stream.of(said.readLine())), "it was ended in time");
      members = living(Stream.of(said.readLine(), said.readLine(), said.readLine()));
      assertEquals(3, members.size());
    } finally {
      starter.destroyForcibly();
    }
    for (ProcessHandle member : members) {
      assertTrue(member.onExit().get(20, TimeUnit.SECONDS) != null);
    }
  }

  private static List<ProcessHandle> living(Stream<String> ids) {
    return ids.flatMap(id -> ProcessHandle.of(Long.parseLong(id)).stream())
        .filter(ProcessHandle::isAlive)
        .toList();
  }
}
