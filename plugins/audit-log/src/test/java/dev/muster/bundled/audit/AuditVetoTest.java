package dev.muster.bundled.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.TaskFacts;
import dev.muster.plugin.VetoSeen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other plugins stopped is in the chain. */
final class AuditVetoTest {
  @TempDir private Path folder;

  @Test
  void a_veto_is_a_line_with_the_task_or_the_session_and_the_path() throws Exception {
    AuditLog log = started();
    var edit = new EditFacts("/repo", "A.java", "/repo", "s1", null, "Edit");

    log.vetoSeen(new VetoSeen(picked(), "no-friday", "waits for \"Monday\""));
    log.vetoSeen(new VetoSeen(new HookInput.PreTask(task("t2"), "s2"), "guard", "no"));
    log.vetoSeen(new VetoSeen(new HookInput.PreEdit(edit), "guard", "A.java is guarded"));

    String start = "{\"at\":\"2026-11-23T13:00:00Z\",\"what\":\"vetoed\",\"of\":";
    assertEquals(
        List.of(
            "\"t1\",\"phase\":\"pre_task_agent_assignment\",\"plugin\":\"no-friday\",\"reason\":\"waits for \\u0022Monday\\u0022\"",
            "\"t2\",\"phase\":\"pre_task\",\"plugin\":\"guard\",\"reason\":\"no\"",
            "[\"s1\",\"A.java\"],\"phase\":\"pre_edit\",\"plugin\":\"guard\",\"reason\":\"A.java is guarded\""),
        lines().stream()
            .map(line -> line.replace(start, "").replaceFirst(",\"hash\".*", ""))
            .toList());
    assertEquals(List.of(), new AuditLog().verify(folder));
  }

  @Test
  void a_veto_that_was_removed_from_between_decisions_is_found() throws Exception {
    AuditLog log = started();
    log.preTaskAgentAssignment(picked());
    log.vetoSeen(new VetoSeen(picked(), "guard", "no"));
    log.preTaskAgentAssignment(picked());
    assertEquals(List.of(), new AuditLog().verify(folder));

    var left = new ArrayList<>(lines());
    left.remove(1);
    Files.write(month(), left);

    List<String> faults = new AuditLog().verify(folder);
    assertEquals(1, faults.size());
    assertTrue(
        faults.getFirst().startsWith("audit-2026-11.jsonl: does not follow: "), faults::toString);
  }

  private AuditLog started() throws Exception {
    var log = new AuditLog();
    var clock = InstantSource.fixed(Instant.parse("2026-11-23T13:00:00Z"));
    log.start(new Lent(folder, clock, new ArrayList<>()));
    return log;
  }

  private static HookInput.PreTaskAgentAssignment picked() {
    return new HookInput.PreTaskAgentAssignment(task("t1"), List.of("a", "b"));
  }

  private static TaskFacts task(String id) {
    return new TaskFacts(id, "code", "api", 5, "hello", null, List.of(), 0, null, null);
  }

  private Path month() {
    return folder.resolve("audit-2026-11.jsonl");
  }

  private List<String> lines() throws Exception {
    return Files.readAllLines(month()).stream().filter(line -> !line.isEmpty()).toList();
  }
}
