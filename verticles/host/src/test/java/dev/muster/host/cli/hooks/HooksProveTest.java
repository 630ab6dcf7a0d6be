package dev.muster.host.cli.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Vendor;
import dev.muster.host.cli.CliRun;
import dev.muster.host.cli.ScriptedHost;
import dev.muster.host.cli.ScriptedHost.Answer;
import dev.muster.host.cli.ScriptedHost.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The proof through the installed entries, against a server that answers as a host does. */
@Timeout(180)
final class HooksProveTest {
  private static final String NOTICES = "/api/v1/notices";
  private static final String RELEASE = "/api/v1/leases/release";

  @TempDir private Path folder = Path.of("");
  private final ScriptedHost host = new ScriptedHost();
  private final Map<String, String> holders = new ConcurrentHashMap<>();
  private Repository repository = new Repository(Path.of(""));
  private Path data = Path.of("");

  @BeforeEach
  void make() throws Exception {
    folder = folder.toRealPath();
    repository = Repository.in(folder.resolve("shop"));
    data = Files.createDirectory(folder.resolve("data"));
    host.announce(data);
    host.on(NOTICES, call -> Answer.ok("{\"type\":\"NoticeAnswer\"}"));
    host.on(RELEASE, call -> Answer.ok("{\"type\":\"LeasesReleased\",\"leases\":[]}"));
  }

  @AfterEach
  void close() {
    host.close();
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void hooks_that_block_are_proved(Vendor vendor) throws Exception {
    install(vendor);
    answers(vendor, call -> before(vendor, call));
    CliRun run = prove(vendor);
    assertEquals(0, run.exitCode(), run::told);
    JsonNode told = run.json();
    assertTrue(told.path("proved").asBoolean(false));
    for (JsonNode step : told.path("steps")) {
      boolean taken = step.path("what").asString("").equals("a file of another session");
      assertEquals(taken, step.path("blocks").asBoolean(!taken), step::toString);
      assertTrue(step.path("as_expected").asBoolean(false), step::toString);
    }
    assertEquals(0, host.waiting(NOTICES));
    assertTrue(
        host.await(RELEASE).body().path("session").asString("").matches("muster-prove-.*-a"));
    assertTrue(
        host.await(RELEASE).body().path("session").asString("").matches("muster-prove-.*-b"));
    assertEquals("", repository.git("status", "--porcelain", "--", ":!.*"));
  }

  @Test
  void a_refusal_is_an_alarm() throws Exception {
    install(Vendor.CLAUDE);
    Function<Call, Answer> no = call -> Answer.problem(401, "UNAUTHORIZED");
    answers(Vendor.CLAUDE, no, no);
    CliRun run = prove(Vendor.CLAUDE);
    assertEquals(1, run.exitCode(), run::told);
    assertFalse(run.json().path("proved").asBoolean(true));
    JsonNode notice = host.await(NOTICES).body();
    assertEquals("hooks_refused", notice.path("kind").asString(""));
    assertEquals(repository.root().toString(), notice.path("repo").asString(""));
    assertTrue(notice.path("text").asString("").contains("http_401"), notice::toString);
  }

  @Test
  void silence_is_an_alarm() throws Exception {
    install(Vendor.CLAUDE);
    var end = new CountDownLatch(1);
    answers(Vendor.CLAUDE, call -> Answer.afterwards(end), call -> Answer.afterwards(end));
    CliRun run = prove(Vendor.CLAUDE);
    end.countDown();
    assertEquals(1, run.exitCode(), run::told);
    JsonNode notice = host.await(NOTICES).body();
    assertEquals("hooks_silent", notice.path("kind").asString(""));
    assertTrue(notice.path("text").asString("").contains("timeout"), notice::toString);
  }

  @Test
  void a_host_that_is_down_is_told_and_nothing_hangs() {
    install(Vendor.CLAUDE);
    host.leave();
    CliRun run = prove(Vendor.CLAUDE);
    assertEquals(1, run.exitCode(), run::told);
    String notice = run.json().path("notice").asString("");
    assertTrue(notice.startsWith("no notice could be raised: no host answers"), notice);
    assertEquals("unreachable", run.json().path("steps").path(0).path("text").asString(""));
  }

  @Test
  void a_host_that_denies_nothing_is_an_alarm() throws Exception {
    install(Vendor.CLAUDE);
    answers(Vendor.CLAUDE, call -> Answer.ok("{}"));
    CliRun run = prove(Vendor.CLAUDE);
    assertEquals(1, run.exitCode(), run::told);
    assertEquals("hooks_silent", host.await(NOTICES).body().path("kind").asString(""));
  }

  @Test
  void an_answer_that_permits_is_an_alarm() throws Exception {
    install(Vendor.CLAUDE);
    answers(Vendor.CLAUDE, call -> Answer.ok("{\"permissionDecision\":\"allow\"}"));
    assertEquals(1, prove(Vendor.CLAUDE).exitCode());
    assertEquals("hooks_refused", host.await(NOTICES).body().path("kind").asString(""));
  }

  @Test
  void the_entry_that_stands_in_the_file_is_what_is_run() throws Exception {
    install(Vendor.CLAUDE);
    answers(Vendor.CLAUDE, call -> before(Vendor.CLAUDE, call));
    String text = repository.read(".claude/settings.local.json");
    repository.write(
        ".claude/settings.local.json", text.replace("|Write|NotebookEdit|", "|NotebookEdit|"));
    CliRun run = prove(Vendor.CLAUDE);
    assertEquals(1, run.exitCode(), run::told);
    assertEquals(
        List.of("Write absent"),
        run.json()
            .path("steps")
            .valueStream()
            .filter(step -> !step.path("as_expected").asBoolean(true))
            .map(step -> step.path("tool").asString("") + " " + step.path("answer").asString(""))
            .toList());
  }

  @Test
  void hooks_that_were_turned_off_are_not_proved() throws Exception {
    install(Vendor.CLAUDE);
    answers(Vendor.CLAUDE, call -> before(Vendor.CLAUDE, call));
    String text = repository.read(".claude/settings.local.json");
    repository.write(
        ".claude/settings.local.json", text.replaceFirst("\\{", "{ \"disableAllHooks\": true,"));
    assertEquals(1, prove(Vendor.CLAUDE).exitCode());
  }

  @Test
  void without_an_installation_there_is_nothing_to_prove() {
    assertEquals(64, prove(Vendor.CLAUDE).exitCode());
  }

  private void install(Vendor vendor) {
    CliRun run = hooks("install", vendor);
    assertEquals(0, run.exitCode(), run::told);
  }

  private CliRun prove(Vendor vendor) {
    return hooks("prove", vendor, "--json", "--token", "the-secret-token");
  }

  private CliRun hooks(String command, Vendor vendor, String... more) {
    var arguments = new ArrayList<>(List.of("hooks", command, "--agent", vendor.toString()));
    arguments.addAll(List.of("--project", "--repo", repository.root().toString()));
    arguments.addAll(List.of("--data", data.toString()));
    arguments.addAll(List.of(more));
    return CliRun.of(arguments.toArray(String[]::new));
  }

  /** What comes before a tool and what else the host answers. */
  private void answers(Vendor vendor, Function<Call, Answer> beforeTool) {
    answers(vendor, beforeTool, call -> Answer.ok("{}"));
  }

  private void answers(
      Vendor vendor, Function<Call, Answer> beforeTool, Function<Call, Answer> others) {
    for (var event : AgentSettings.of(vendor).events().entrySet()) {
      boolean tool = event.getKey() == Moment.BEFORE_TOOL;
      host.on("/hooks/" + vendor + "/" + event.getValue(), tool ? beforeTool : others);
    }
  }

  /** As a host: the first session on a path inside the checkout gets it, others are denied. */
  private Answer before(Vendor vendor, Call call) {
    JsonNode body = call.body();
    String tool = body.path("tool_name").asString(body.path("toolName").asString(""));
    JsonNode input = body.has("toolArgs") ? body.path("toolArgs") : body.path("tool_input");
    String path = path(input);
    boolean shell = List.of("Bash", "bash", "Shell", "run_shell_command").contains(tool);
    if (shell || path.contains("/.git/") || !path.startsWith(repository.root() + "/")) {
      return Answer.ok("{}");
    }
    String session =
        body.path("session_id")
            .asString(body.path("sessionId").asString(body.path("conversation_id").asString("")));
    String holder = holders.computeIfAbsent(path, free -> session);
    return Answer.ok(holder.equals(session) ? "{}" : denied(vendor));
  }

  private static String path(JsonNode input) {
    for (String name : List.of("file_path", "notebook_path", "path")) {
      if (input.path(name).isString()) {
        return input.path(name).stringValue();
      }
    }
    return input
        .path("command")
        .asString("")
        .replaceAll("(?s).*\\*\\*\\* Add File: (\\S+).*", "$1");
  }

  private static String denied(Vendor vendor) {
    return switch (vendor) {
      case CLAUDE, CODEX ->
          "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"deny\","
              + "\"permissionDecisionReason\":\"taken\"}}";
      case COPILOT -> "{\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"taken\"}";
      case CURSOR -> "{\"permission\":\"deny\",\"agent_message\":\"taken\"}";
      case GEMINI -> "{\"decision\":\"deny\",\"reason\":\"taken\"}";
    };
  }
}
