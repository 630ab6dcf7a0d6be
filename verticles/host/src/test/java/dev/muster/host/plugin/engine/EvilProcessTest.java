package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.plugin.folder.Candidate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process may try: its caller gets its thread back at the deadline, and nothing of it lives.
 */
@Timeout(120)
final class EvilProcessTest {
  private static final Duration DEADLINE = Duration.ofMillis(500);

  /** Killing a group takes a few processes' starts, on a machine that is busy. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  /** A way to misbehave after the first line was read. */
  enum Evil {
    SLEEPS("sleep 600"),
    IGNORES_SIGNALS("trap '' TERM INT HUP PIPE; while :; do sleep 600; done"),
    COMPUTES_WITHOUT_END("while :; do :; done"),
    EXITS("exit 7"),
    PRINTS_GARBAGE("yes garbage"),
    PRINTS_NO_LINES("exec cat /dev/zero"),
    FILLS_STDERR("yes error >&2"),
    FORKS_A_DAEMON("(setsid sleep 600 > /dev/null 2>&1 &); exit 7"),
    FORKS_A_DAEMON_THAT_HOLDS_THE_PIPES("(setsid sleep 600 &); sleep 600"),
    STARTS_100_PROCESSES("i=0; while [ $i -lt 100 ]; do sleep 600 & i=$((i+1)); done; wait"),
    TAKES_MEMORY_WITHOUT_END("x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; done");

    private final String script;

    Evil(String script) {
      this.script = script;
    }
  }

  @TestFactory
  Stream<DynamicTest> a_call_ends_with_all_it_started(@TempDir Path root) {
    return each(root, evil -> "read -r line; " + evil.script, CallEngine::new);
  }

  @TestFactory
  Stream<DynamicTest> a_server_ends_with_all_it_started(@TempDir Path root) {
    return each(root, evil -> "read -r line; " + evil.script, ServeEngine::new);
  }

  @TestFactory
  Stream<DynamicTest> a_server_that_never_reads_ends_too(@TempDir Path root) {
    return each(root, evil -> evil.script, ServeEngine::new);
  }

  private static Stream<DynamicTest> each(
      Path root,
      Function<Evil, String> script,
      BiFunction<Candidate, EngineLimits, Engine> engine) {
    return Stream.of(Evil.values())
        .map(evil ->
            DynamicTest.dynamicTest(
                evil.toString(), () -> endsInTime(root, script.apply(evil), engine)));
  }

  private static void endsInTime(
      Path root, String script, BiFunction<Candidate, EngineLimits, Engine> kind) throws Exception {
    String id = Workshop.newId();
    var workshop = new Workshop(root);
    Engine engine = kind.apply(workshop.shell(id, script), Workshop.LIMITS);
    engine.start(workshop.context(id));
    var outcome = new CompletableFuture<Object>();
    Thread caller = Thread.ofPlatform().start(() -> outcome.complete(callOf(engine)));
    if (!caller.join(DEADLINE)) {
      caller.interrupt();
    }
    assertTrue(caller.join(AFTERWARDS), "the caller is still waiting");
    Object thrown = outcome.join();
    assertTrue(
        thrown instanceof HookFailed || thrown instanceof InterruptedException,
        String.valueOf(thrown));
    assertEquals(List.of(), Workshop.living(id));
    engine.close();
    assertEquals(List.of(), Workshop.living(id));
  }

  private static Object callOf(Engine engine) {
    try {
      return engine.call(Workshop.EDIT);
    } catch (Exception e) {
      return e;
    }
  }
}
