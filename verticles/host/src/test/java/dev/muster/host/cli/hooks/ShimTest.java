package dev.muster.host.cli.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.MissedHooks;
import dev.muster.host.cli.Programs;
import dev.muster.host.cli.ScriptedHost;
import dev.muster.host.cli.ScriptedHost.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shim as a process, against a real server. */
@Timeout(120)
final class ShimTest {
  private static final String PATH = "/hooks/claude/PreToolUse";
  private static final String CALL =
      "{\"session_id\":\"s-1\",\"cwd\":\"/some/place\",\"tool_input\":{\"cwd\":\"/other\"}}";
  private static final Duration WITHIN = Duration.ofSeconds(30);

  @TempDir private Path folder = Path.of("");
  private ScriptedHost host = new ScriptedHost();

  @BeforeEach
  void write() throws IOException {
    new HookScripts(folder).write();
    host.announce(folder);
    host.on(PATH, call -> Answer.ok("{}"));
  }

  @AfterEach
  void close() {
    host.close();
  }

  /** The shells that are installed here, of those that people have as sh. */
  static Stream<List<String>> shells() {
    return Stream.of(
            List.of("sh"), List.of("dash"), List.of("busybox", "sh"), List.of("bash", "--posix"))
        .filter(shell -> Programs.onPath(shell.getFirst()));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void a_good_answer_is_printed_as_it_is(List<String> shell) throws Exception {
    String body =
        "{\"hookSpecificOutput\":{\"permissionDecisionReason\":\"a\\nb \\\"c\\\" \u00e9 %s\"}}";
    host.on(PATH, call -> Answer.ok(body));
    assertEquals(new Ran(0, body + "\n", ""), run(shell, Map.of(), CALL, "claude", "PreToolUse"));
    ScriptedHost.Call call = host.await(PATH);
    assertEquals("Bearer the-secret-token", call.token().orElse(""));
    assertEquals(JsonText.read(CALL), call.body());
    assertFalse(Files.exists(folder.resolve("hooks-missed.log")));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void a_host_that_is_down_lets_the_agent_go_on_and_is_written_down(List<String> shell) {
    host.leave();
    assertEquals(new Ran(0, "", ""), run(shell, Map.of(), CALL, "claude", "PreToolUse"));
    assertEquals("unreachable", missed().reason());
    assertEquals("s-1", missed().session());
    assertEquals("/some/place", missed().folder());
    assertEquals("claude PreToolUse", missed().vendor() + " " + missed().event());
  }

  @ParameterizedTest
  @CsvSource({"401, http_401", "404, http_404", "500, http_500", "204, http_204"})
  void a_refusal_is_written_down(int status, String reason) {
    host.on(PATH, call -> new Answer(status, status == 204 ? "" : "{\"code\":\"no\"}"));
    assertEquals(new Ran(0, "", ""), shim(CALL, "claude", "PreToolUse"));
    assertEquals(reason, missed().reason());
  }

  @Test
  void silence_is_written_down_after_two_seconds() {
    var end = new CountDownLatch(1);
    host.on(PATH, call -> Answer.afterwards(end));
    long began = System.nanoTime();
    assertEquals(new Ran(0, "", ""), shim(CALL, "claude", "PreToolUse"));
    end.countDown();
    assertEquals("timeout", missed().reason());
    assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() >= 1_900);
  }

  @Test
  void an_answer_that_grants_is_not_passed_on() {
    host.on(PATH, call -> Answer.ok("{\"permissionDecision\":\"allow\"}"));
    assertEquals(new Ran(0, "", ""), shim(CALL, "claude", "PreToolUse"));
    assertEquals("grants", missed().reason());
  }

  @Test
  void a_data_folder_without_a_host_is_written_down() throws Exception {
    Files.delete(folder.resolve("host.json"));
    assertEquals(new Ran(0, "", ""), shim(CALL, "claude", "PreToolUse"));
    assertEquals("unreachable", missed().reason());
  }

  @Test
  void an_installation_that_blocks_does_so_without_an_answer() {
    host.leave();
    Ran blocked = shim(CALL, "--fail-closed", "claude", "PreToolUse");
    assertEquals(2, blocked.exitCode());
    assertEquals("", blocked.out());
    assertTrue(blocked.error().contains("muster up -d"), blocked.error());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sessionId\":\"c-1\",\"timestamp\":1,\"cwd\":\"/c\"}|c-1|/c",
        "{\"conversation_id\" : \"u-1\",\"workspace_roots\":[\"/u v\"]}|u-1|/u v",
        "{\"a\":1}||",
        "no json||"
      })
  void the_line_says_what_the_call_says(String call, String session, String place) {
    host.leave();
    shim(call, "claude", "PreToolUse");
    assertEquals(session == null ? "" : session, missed().session());
    assertEquals(place == null ? "" : place, missed().folder());
  }

  @Test
  void the_token_is_on_no_command_line_and_in_no_environment() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path seen = folder.resolve("seen");
    Path curl = bin.resolve("curl");
    Files.writeString(
        curl,
        "#!/bin/sh\n{ printf '%s\\n' \"$@\"; env; } >>'"
            + seen
            + "'\nPATH=${PATH#*:} exec curl \"$@\"\n");
    Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
    var environment =
        Map.of(
            "PATH", bin + ":" + System.getenv("PATH"),
            "token", "exported before",
            "http_proxy", "http://127.0.0.1:9");
    Ran ran = run(List.of("sh"), environment, CALL, "claude", "PreToolUse");
    assertEquals(new Ran(0, "{}\n", ""), ran);
    String said = Files.readString(seen);
    assertTrue(said.contains(PATH), said);
    assertFalse(said.contains("the-secret-token"), said);
  }

  @Test
  void a_call_of_a_megabyte_goes_through() throws Exception {
    String call =
        JsonText.write(JsonText.object().put("session_id", "s").put("text", "x\n".repeat(500_000)));
    assertEquals(new Ran(0, "{}\n", ""), shim(call, "claude", "PreToolUse"));
    assertEquals(JsonText.read(call), host.await(PATH).body());
    host.leave();
    assertEquals(new Ran(0, "", ""), shim(call, "claude", "PreToolUse"));
    assertEquals("s", missed().session());
  }

  @Test
  void lines_that_are_written_at_once_do_not_tear() {
    host.leave();
    var runs = new ArrayList<Thread>();
    IntStream.range(0, 40)
        .forEach(i ->
            runs.add(
                Thread.ofVirtual()
                    .start(() ->
                        shim(
                            "{\"session_id\":\"s-%d\",\"cwd\":\"/%s\"}"
                                .formatted(i, "p".repeat(500)),
                            "claude",
                            "Stop"))));
    runs.forEach(ShimTest::join);
    List<MissedHooks.Call> calls = MissedHooks.read(folder).calls();
    assertEquals(40, calls.size());
    assertEquals(40, calls.stream().map(MissedHooks.Call::session).distinct().count());
  }

  @Test
  void the_log_does_not_grow_without_end() throws Exception {
    host.leave();
    Path log = folder.resolve("hooks-missed.log");
    Files.writeString(log, "x\n".repeat(1 << 19));
    shim(CALL, "claude", "Stop");
    assertEquals(1 << 20, Files.size(log));
  }

  @Test
  void a_host_that_is_down_costs_less_than_a_tenth_of_a_second() {
    host.leave();
    long fastest =
        IntStream.range(0, 10)
            .mapToLong(i -> {
              long began = System.nanoTime();
              shim(CALL, "claude", "Stop");
              return System.nanoTime() - began;
            })
            .min()
            .orElseThrow();
    assertTrue(fastest < 100_000_000, fastest / 1_000_000 + " ms");
  }

  @Test
  void the_scripts_are_short_and_for_one_user() throws Exception {
    for (Path script : List.of(scripts().shim(), scripts().preCommit())) {
      assertTrue(Files.readAllLines(script).size() < 60, script::toString);
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(script)));
    }
  }

  private HookScripts scripts() {
    return new HookScripts(folder);
  }

  private Ran shim(String call, String... arguments) {
    return run(List.of(), Map.of(), call, arguments);
  }

  private Ran run(
      List<String> shell, Map<String, String> environment, String call, String... arguments) {
    var command = new ArrayList<>(shell);
    command.add(scripts().shim().toString());
    command.addAll(List.of(arguments));
    return Ran.of(command, folder, environment, call, WITHIN);
  }

  private MissedHooks.Call missed() {
    return MissedHooks.read(folder).calls().getLast();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
