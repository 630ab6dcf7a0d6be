package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.HookVerdict;
import dev.muster.contract.PluginPhase;
import dev.muster.contract.PluginState;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.plugin.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of a veto, how often, and that nobody waits for it. */
final class VetoSeenTest {
  private static final String VETO =
      "public HookResult preEdit(HookInput.PreEdit i) { return HookResult.veto(\"guarded\"); }";
  private static final String THROWS =
      "public HookResult preEdit(HookInput.PreEdit i) { throw new IllegalStateException(\"x\"); }";
  private static final String BROKE =
      "java.lang.IllegalStateException: x at guard-1//Main.preEdit(Main.java:3)";
  private static final String START =
      "java.nio.file.Path folder; public void start(PluginContext c) { folder = c.folder(); } ";
  private static final String HEARS =
      "public synchronized void vetoSeen(VetoSeen seen) throws Exception {"
          + " java.nio.file.Files.writeString(folder.resolve(\"heard\"),"
          + " seen.plugin() + \": \" + seen.reason() + \" \" + seen.input() + \"\\n\","
          + " java.nio.file.StandardOpenOption.CREATE,"
          + " java.nio.file.StandardOpenOption.APPEND); }";
  private static final String WAITS =
      "public void vetoSeen(VetoSeen seen) throws Exception {"
          + " while (java.nio.file.Files.notExists(folder.resolve(\"go\")))"
          + " java.util.concurrent.locks.LockSupport.parkNanos(1_000_000L); }";
  private static final String FAILS =
      "public void vetoSeen(VetoSeen seen) { throw new IllegalStateException(\"disk full\"); }";

  @TempDir private Path folder;

  @Test
  void a_veto_of_another_plugin_is_told_once_with_what_was_asked() throws Exception {
    try (Bench bench = Bench.in(folder)) {
      bench.put(Bench.spec("guard").at(bench.jar("guard", VETO)));
      bench.put(ear(bench, "ear", HEARS));
      bench.put(Bench.spec("deaf").on(Phase.POST_EDIT).at(bench.jar("deaf", START + HEARS)));

      assertEquals(new HookVerdict(List.of(), "guard", "guarded"), bench.ask(Bench.EDIT));
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDITED));

      Bench.await(() -> bench.plugin("ear").calls() == 2, "it was told and asked");
      assertEquals(0, bench.plugin("ear").failures());
      assertEquals(
          List.of("post_edit 1", "veto_seen 1"),
          bench.plugin("ear").byPhase().stream().map(VetoSeenTest::calls).toList());
      assertEquals(1, bench.plugin("deaf").calls());
    }
    assertEquals(List.of("guard: guarded " + Bench.EDIT), heard("ear"));
    assertEquals(List.of(), heard("deaf"));
  }

  @Test
  void what_a_plugin_denies_because_it_failed_is_told_too_also_when_it_is_quarantined()
      throws Exception {
    try (Bench bench = Bench.in(folder)) {
      bench.put(Bench.spec("guard").denying().at(bench.jar("guard", THROWS)));
      bench.put(ear(bench, "ear", HEARS));

      Stream.of(1, 2, 3).forEach(call -> assertEquals("guard", bench.ask(Bench.EDIT).vetoedBy()));
      bench.awaitState("guard", PluginState.QUARANTINED);
      Bench.await(() -> bench.plugin("ear").calls() == 3, "it was told three times");
      assertEquals("guard", bench.ask(Bench.EDIT).vetoedBy());
      Bench.await(() -> bench.plugin("ear").calls() == 4, "and a fourth time");
    }
    String failed = "guard: plugin guard failed and denies on failure: " + BROKE + " " + Bench.EDIT;
    assertEquals(List.of(failed, failed, failed), heard("ear").subList(0, 3));
    assertEquals(
        "guard: plugin guard denies, because it is quarantined: 3 failures in a row, the last in"
            + " pre_edit: "
            + BROKE
            + "; to try again: muster plugin enable guard "
            + Bench.EDIT,
        heard("ear").get(3));
  }

  @Test
  void the_verdict_does_not_wait_for_one_that_hears_it() throws Exception {
    try (Bench bench = Bench.in(folder, false, Duration.ofSeconds(10))) {
      bench.put(Bench.spec("guard").at(bench.jar("guard", VETO)));
      bench.put(ear(bench, "slow", WAITS));

      assertEquals("guarded", bench.ask(Bench.EDIT).veto());
      assertEquals(0, bench.plugin("slow").calls(), "it still hears");

      Files.createFile(PluginFolders.in(folder).state("slow").resolve("go"));
      Bench.await(() -> bench.plugin("slow").calls() == 1, "it was told");
      assertEquals(0, bench.plugin("slow").failures());
    }
  }

  @Test
  void three_that_it_failed_to_hear_quarantine_it_and_stop_nothing_more() {
    try (Bench bench = Bench.in(folder)) {
      bench.put(Bench.spec("guard").at(bench.jar("guard", VETO)));
      bench.put(ear(bench, "ear", FAILS));

      Stream.of(1, 2, 3).forEach(call -> assertEquals("guarded", bench.ask(Bench.EDIT).veto()));

      bench.awaitState("ear", PluginState.QUARANTINED);
      assertEquals(
          "3 failures in a row, the last in veto_seen: java.lang.IllegalStateException: disk full"
              + " at ear-1//Main.vetoSeen(Main.java:3)",
          bench.plugin("ear").reason());
      assertEquals(3, bench.plugin("ear").failures());
      bench.delete("guard");
      assertNull(bench.ask(Bench.EDIT).veto());
    }
  }

  /** One that is asked after edits only, and hears vetoes. */
  private static Candidate ear(Bench bench, String id, String body) {
    return Bench.spec(id).hearing().on(Phase.POST_EDIT).at(bench.jar(id, START + body));
  }

  private List<String> heard(String id) throws Exception {
    Path heard = PluginFolders.in(folder).state(id).resolve("heard");
    return Files.exists(heard) ? Files.readAllLines(heard) : List.of();
  }

  private static String calls(PluginPhase phase) {
    return phase.phase() + " " + phase.calls();
  }
}
