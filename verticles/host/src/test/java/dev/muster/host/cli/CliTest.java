package dev.muster.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ScriptedHost.Answer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class CliTest {
  /** Nothing listens on it: it is the discard port, which needs root to open. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();
  private final List<UpOptions> started = new ArrayList<>();
  private final ScriptedHost host = new ScriptedHost();
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void script() {
    host.on("/api/v1/fleet", call -> Answer.ok(Samples.FLEET))
        .on("/api/v1/agents", call -> Answer.ok("{\"agents\":[]}"))
        .on("/api/v1/tasks/task_1", call -> Answer.ok(Samples.TASK))
        .on("/api/v1/tasks/task_1/cancel", call -> Answer.ok(Samples.CANCELLED))
        .on("/api/v1/session/code", call -> Answer.ok("{\"code\":\"c0de\"}"));
  }

  @AfterEach
  void close() {
    host.close();
  }

  static Stream<List<String>> wrongUsages() {
    return Stream.of(
        List.of(),
        List.of("unknown"),
        List.of("status", "--unknown"),
        List.of("up", "--port=abc"),
        List.of("up", "--port=70000"),
        List.of("up", "--port", "--conf"),
        List.of("task"),
        List.of("task", "submit"),
        List.of("task", "submit", "text", "--key", "-x"),
        List.of("task", "submit", "text", "--priority=high"),
        List.of("task", "submit", "@no-such-file"),
        List.of("task", "show", "../agents"),
        List.of("agent"),
        List.of("agent", "run", "--name=n"),
        List.of("agent", "run", "--name=n", "--exec=true", "--deadline=soon"),
        List.of("status", "--url=ftp://x"));
  }

  @ParameterizedTest
  @MethodSource("wrongUsages")
  void aWrongUsageIsToldOnStandardError(List<String> arguments) {
    assertEquals(64, run(arguments));
    assertEquals("", out.toString());
    assertFalse(error.toString().isBlank());
    assertFalse(error.toString().contains("\tat "), error.toString());
  }

  @ParameterizedTest
  @MethodSource("wrongUsages")
  void aWrongUsageIsValidJsonWhenAskedForIt(List<String> arguments) {
    var withJson = new ArrayList<>(arguments);
    withJson.add("--json");
    assertEquals(64, run(withJson));
    assertEquals(64, JsonText.read(out.toString()).path("error").path("exit_code").asInt());
  }

  @Test
  void noHostIsUnavailable() {
    assertEquals(69, run(List.of("status", "--url", NOWHERE)));
    assertTrue(error.toString().startsWith("muster: no host answers at " + NOWHERE));
    assertEquals(1, error.toString().lines().count());
  }

  @Test
  void noHostIsValidJsonWhenAskedForIt() {
    assertEquals(69, run(List.of("task", "list", "--url", NOWHERE, "--json")));
    JsonNode told = JsonText.read(out.toString()).path("error");
    assertEquals("UNREACHABLE", told.path("code").stringValue());
    assertEquals(69, told.path("exit_code").asInt());
    assertEquals("", error.toString());
  }

  @Test
  void aWrongTokenIsNotPermitted() {
    host.on("/api/v1/fleet", call -> Answer.problem(401, "UNAUTHORIZED"));
    assertEquals(77, asked("status", "--json"));
    JsonNode told = JsonText.read(out.toString()).path("error");
    assertEquals("UNAUTHORIZED", told.path("code").stringValue());
  }

  @Test
  void aTaskThatIsNotThereIsToldInOneLine() {
    assertEquals(64, asked("task", "show", "task_2"));
    assertEquals("muster: told so\n", error.toString());
  }

  @Test
  void anAnswerThatIsNoJsonIsNoHost() {
    host.on("/api/v1/fleet", call -> new Answer(200, "<html>"));
    assertEquals(69, asked("status"));
  }

  @Test
  void theTokenComesFromTheDataFolder() throws Exception {
    Files.writeString(folder.resolve("token"), "from-folder\n");
    int exitCode = run(List.of("status", "--url", host.url(), "--data", folder.toString()));
    assertEquals(0, exitCode);
    assertEquals("Bearer from-folder", host.await("/api/v1/fleet").token().orElse(""));
  }

  @Test
  void statusShowsModeTasksAgentsAndSlots() {
    assertEquals(0, asked("status"));
    for (String part : List.of("FALLBACK (no_model)", "READY", "alpha", "task_1", "0/1")) {
      assertTrue(out.toString().contains(part), part + " is missing in " + out);
    }
  }

  @Test
  void eachReadingCommandPrintsOneJsonDocument() {
    for (List<String> command :
        List.of(
            List.of("status"),
            List.of("agent", "list"),
            List.of("task", "show", "task_1"),
            List.of("task", "cancel", "task_1"),
            List.of("open", "--no-browser"),
            List.of("doctor", "--port=0"),
            List.of("down"))) {
      var arguments = new ArrayList<>(command);
      arguments.add("--json");
      assertEquals(0, asked(arguments.toArray(String[]::new)), command::toString);
      assertTrue(JsonText.read(out.toString()).isObject(), command::toString);
      out.getBuffer().setLength(0);
    }
  }

  @Test
  void submitSendsOnlyWhatWasSaid() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "do it");
    host.on("/api/v1/tasks", call -> new Answer(202, Samples.ACCEPTED));
    assertEquals(0, asked("task", "submit", "@" + text, "--files", "a,b", "--agents=3"));
    assertEquals(
        JsonText.read("{\"text\":\"do it\",\"files\":[\"a\",\"b\"],\"agents\":3}"),
        host.await("/api/v1/tasks").body());
    assertEquals("task_1 SUBMITTED  2 agents, SUBOPTIMAL, success 0.71 (heuristic)\n", "" + out);
  }

  @Test
  void showExplainsTheDecisionWithItsProvenance() {
    assertEquals(0, asked("task", "show", "task_1"));
    for (String part :
        List.of(
            "decision: 2 agents, SUBOPTIMAL (heuristic, model heuristic-1)",
            "because: two are enough",
            "unknown",
            "predicted, heuristic",
            "> 2  0.80  success 0.71  ####",
            "not possible: 2 agents are free")) {
      assertTrue(out.toString().contains(part), part + " is missing in " + out);
    }
  }

  @Test
  void textFromOutsideCannotDriveTheTerminal() {
    assertEquals(0, asked("task", "show", "task_1"));
    assertTrue(out.toString().contains("red ?[31m title"), out.toString());
  }

  @Test
  void upHandsItsOptionsToTheLauncherAndTellsARefusal() {
    int exitCode =
        run(List.of("up", "--port", "0", "--data", folder.toString(), "--conf", "c.yaml"));
    assertEquals(78, exitCode);
    assertEquals(
        List.of(new UpOptions(0, folder.toAbsolutePath(), Path.of("c.yaml"), null, false, false)),
        started);
    assertEquals("muster: no host in this test\n", error.toString());
  }

  @Test
  void upNamesTheDropInFolderAndRefusesWhatIsNone() {
    run(List.of("up", "--data", folder.toString(), "--plugins", folder.toString(), "--dev"));
    assertEquals(
        List.of(new UpOptions(null, folder.toAbsolutePath(), null, folder, true, false)), started);
    assertEquals(64, run(List.of("up", "--plugins", folder.resolve("none").toString())));
  }

  private int asked(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.toString()));
    all.addAll(List.of("--url", host.url(), "--token", "secret"));
    return run(all);
  }

  private int run(List<String> arguments) {
    HostLauncher launcher =
        options -> {
          started.add(options);
          throw new Refusal(78, "no host in this test");
        };
    return new Cli(launcher, new PrintWriter(out), new PrintWriter(error))
        .run(arguments.toArray(String[]::new));
  }
}
