package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.plugin.folder.ConfigKey;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.plugin.HookResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CallEngineTest {
  private final String id = Workshop.newId();
  private final Workshop workshop;

  CallEngineTest(@TempDir Path root) {
    this.workshop = new Workshop(root);
  }

  @Test
  void the_answer_on_standard_output_counts() throws Exception {
    assertEquals(HookResult.proceed(), call("cat > /dev/null"));
    assertEquals(HookResult.proceed(), call("exit 0"));
    assertEquals(HookResult.note("hi"), call("echo '{\"result\":\"amend\",\"note\":\"hi\"}'"));
  }

  @Test
  void exit_code_2_is_a_veto_with_what_it_said() throws Exception {
    assertEquals(HookResult.veto("not today"), call("echo 'not today' >&2; exit 2"));
    assertEquals(HookResult.veto("exit code 2 without a reason"), call("exit 2"));
  }

  @Test
  void other_exit_codes_and_garbage_are_failures() {
    assertEquals("exit code 3: oh | no", failure("echo oh >&2; echo no >&2; exit 3"));
    assertEquals("exit code 137", failure("kill -KILL $$"));
    assertTrue(failure("echo garbage").startsWith("the answer must be a JSON object"));
    assertEquals("an answer must be at most 65536 bytes", failure("yes garbage"));
  }

  @Test
  void it_reads_its_call_and_works_in_its_own_folder() throws Exception {
    call("pwd > where; cat > call; echo \"$0\" > script; env > env");
    Path state = workshop.context(id).folder().toRealPath();
    assertEquals(state.toString(), Files.readString(state.resolve("where")).strip());
    assertEquals(
        Wire.call(id, 1, Map.of(), Workshop.EDIT) + "\n", Files.readString(state.resolve("call")));
    Path script = Path.of(Files.readString(state.resolve("script")).strip());
    assertTrue(script.isAbsolute() && script.toString().contains("/plugin-copies/"));
    assertFalse(Files.exists(script), "the copy goes with the engine");
    var names = new TreeSet<String>();
    Files.readAllLines(state.resolve("env")).forEach(line -> names.add(line.split("=", 2)[0]));
    names.removeAll(Set.of("PWD", "OLDPWD", "SHLVL", "_"));
    assertEquals(
        Set.of(
            "HOME",
            "LANG",
            "MUSTER_PHASE",
            "MUSTER_PLUGIN",
            "MUSTER_PLUGIN_FOLDER",
            "MUSTER_RUN",
            "PATH"),
        names);
  }

  @Test
  void a_script_that_is_replaced_while_it_serves_is_not_run() throws Exception {
    CallEngine engine = new CallEngine(workshop.shell(id, "exit 0"), Workshop.LIMITS);
    engine.start(workshop.context(id));
    workshop.shell(id, "echo replaced >&2; exit 2");
    assertEquals(HookResult.proceed(), engine.call(Workshop.EDIT));
    engine.close();
  }

  @Test
  void a_folder_that_changed_after_it_was_read_is_not_started() throws Exception {
    CallEngine engine = new CallEngine(workshop.shell(id, "exit 0"), Workshop.LIMITS);
    workshop.shell(id, "exit 2");
    assertThrows(PluginRefused.class, () -> engine.start(workshop.context(id)));
  }

  @Test
  void calls_leave_no_thread_and_no_descriptor() throws Exception {
    CallEngine engine = new CallEngine(workshop.shell(id, "exit 0"), Workshop.LIMITS);
    engine.start(workshop.context(id));
    engine.call(Workshop.EDIT);
    int before = descriptors();
    for (int i = 0; i < 20; i++) {
      engine.call(Workshop.EDIT);
    }
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while ((descriptors() > before || threads() > 0) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertEquals(0, threads());
    assertTrue(descriptors() <= before, descriptors() + " descriptors, " + before + " before");
    engine.close();
  }

  private long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("plugin " + id))
        .count();
  }

  private static int descriptors() throws Exception {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return (int) open.count();
    }
  }

  @Test
  void config_reaches_it_with_the_types_of_the_manifest() throws Exception {
    Path folder = workshop.shell(id, "cat > call").path();
    var keys =
        Map.of(
            "names", new ConfigKey(ConfigKey.Type.LIST, null, ""),
            "strict", new ConfigKey(ConfigKey.Type.FLAG, null, ""));
    var engine =
        new CallEngine(
            Workshop.candidate(id, folder, List.of("/bin/sh", "./run"), keys), Workshop.LIMITS);
    var context = workshop.context(id, Map.of("names", List.of("a"), "strict", true));
    engine.start(context);
    engine.call(Workshop.EDIT);
    engine.close();
    String call = Files.readString(context.folder().resolve("call"));
    assertTrue(call.contains("\"config\":{\"names\":[\"a\"],\"strict\":true}"), call);
  }

  @Test
  void a_command_that_is_not_there_keeps_it_from_starting() throws Exception {
    Path folder = workshop.shell(id, "").path();
    var none =
        new CallEngine(
            Workshop.candidate(id, folder, List.of("no-such-program"), Map.of()), Workshop.LIMITS);
    String message =
        assertThrows(HookFailed.class, () -> none.start(workshop.context(id))).getMessage();
    assertTrue(String.valueOf(message).endsWith("was no-such-program"), message);
    var notExecutable =
        new CallEngine(Workshop.candidate(id, folder, List.of("./run"), Map.of()), Workshop.LIMITS);
    assertThrows(HookFailed.class, () -> notExecutable.start(workshop.context(id)));
    try (var copies = Files.list(workshop.root().resolve("data/plugin-copies"))) {
      assertEquals(0, copies.count());
    }
  }

  private String failure(String script) {
    return String.valueOf(assertThrows(HookFailed.class, () -> call(script)).getMessage());
  }

  private HookResult call(String script) throws Exception {
    CallEngine engine = new CallEngine(workshop.shell(id, script), Workshop.LIMITS);
    engine.start(workshop.context(id));
    try {
      return engine.call(Workshop.EDIT);
    } finally {
      assertEquals(List.of(), Workshop.living(id));
      engine.close();
    }
  }
}
