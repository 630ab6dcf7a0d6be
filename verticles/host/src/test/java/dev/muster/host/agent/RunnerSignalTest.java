package dev.muster.host.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.Cli;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.ScriptedHost;
import dev.muster.host.process.GroupMembers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runner as a process of its own, ended by a signal. */
@Timeout(60)
final class RunnerSignalTest {
  @TempDir private Path folder = Path.of("");

  /** What runs in the process. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      System.exit(
          new Cli(
                  options -> {
                    throw new Refusal(78, "no host in this program");
                  })
              .run(arguments));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalEndsTheGroupHandsTheSlotBackAndIsAGoodEnd(String signal) throws Exception {
    var script = new RunnerScript();
    try (ScriptedHost host = script.host()) {
      Process runner = start(host.url());
      try {
        long group = RunnerScript.awaitPid(folder.resolve("pid"));
        send(signal, runner.pid());
        assertTrue(runner.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, runner.exitValue());
        assertEquals(List.of(), new GroupMembers(group).living());
        String result = host.await(RunnerScript.OUTCOME).body().path("result").asString("");
        assertEquals("handed_back", result);
      } finally {
        runner.destroyForcibly();
      }
    }
  }

  @Test
  void theGroupOfAKilledRunnerDoesNotOutliveIt() throws Exception {
    var script = new RunnerScript();
    try (ScriptedHost host = script.host()) {
      Process runner = start(host.url());
      try {
        long group = RunnerScript.awaitPid(folder.resolve("pid"));
        send("KILL", runner.pid());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!new GroupMembers(group).living().isEmpty() && System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        assertEquals(List.of(), new GroupMembers(group).living());
      } finally {
        runner.destroyForcibly();
      }
    }
  }

  private Process start(String url) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            "agent",
            "run",
            "--name=tester",
            "--url=" + url,
            "--token=secret",
            "--exec",
            "(sleep 600 & sleep 600) & echo $$ > '" + folder.resolve("pid") + "'; sleep 600")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private static void send(String signal, long pid) throws Exception {
    var kill = new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + pid).start();
    assertEquals(0, kill.waitFor());
  }
}
