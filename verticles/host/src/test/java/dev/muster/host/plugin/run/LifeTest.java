package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.FailureCode;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.PluginState;
import dev.muster.contract.Refused;
import dev.muster.host.plugin.folder.Invalid;
import dev.muster.plugin.Phase;
import dev.muster.store.PluginRows;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the file to the end: which version answers, and what is listed. */
final class LifeTest {
  private static final String VETO_1 =
      "public HookResult preEdit(HookInput.PreEdit i) { return HookResult.veto(\"one\"); }";
  private static final String VETO_2 =
      "public HookResult preEdit(HookInput.PreEdit i) { return HookResult.veto(\"two\"); }";
  private static final String NO_START =
      "public void start(PluginContext c) throws Exception { throw new Exception(\"no port\"); }";

  @TempDir private Path folder;

  @Test
  void a_locked_plugin_takes_part_and_one_that_is_deleted_is_gone() {
    try (Bench bench = Bench.in(folder)) {
      assertFalse(bench.host().wants(Phase.PRE_EDIT));
      bench.put(Bench.spec("guard").at(bench.jar("one", VETO_1)));

      assertTrue(bench.host().wants(Phase.PRE_EDIT));
      assertEquals(new HookVerdict(List.of(), "guard", "one"), bench.ask(Bench.EDIT));
      assertEquals(PluginState.ACTIVE, bench.plugin("guard").state());
      assertEquals(1, bench.plugin("guard").vetoes());

      bench.delete("guard");
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT));
      assertEquals(List.of(), bench.host().list());
      assertEquals(List.of(), Bench.threads("guard"));
    }
  }

  @Test
  void what_is_not_locked_is_listed_and_the_old_version_serves_on() {
    try (Bench bench = Bench.in(folder)) {
      Path one = bench.jar("one", VETO_1);
      bench.drop(Bench.spec("guard").at(one));
      bench.settle();
      assertEquals(PluginState.PENDING_LOCK, bench.plugin("guard").state());
      assertTrue(
          String.valueOf(bench.plugin("guard").reason()).contains("muster plugin lock guard"));
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT));

      bench.lock("guard", "guard-1");
      bench.drop(Bench.spec("guard").version("2").at(bench.jar("two", VETO_2)));
      bench.settle();
      assertEquals("one", bench.ask(Bench.EDIT).veto());
      assertEquals("guard-2", bench.plugin("guard").pending());

      bench.lock("guard", "guard-2");
      assertEquals("two", bench.ask(Bench.EDIT).veto());
      assertNull(bench.plugin("guard").pending());

      bench.lock("guard", "guard-3");
      assertEquals("two", bench.ask(Bench.EDIT).veto(), "version 3 is still to come");

      bench.lock("guard", null);
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT), "its line was taken out");
    }
  }

  @Test
  void with_dev_an_id_without_a_line_runs_and_one_of_another_digest_does_not() {
    try (Bench bench = Bench.in(folder, true)) {
      bench.lock("other", "other-0");
      Path jar = bench.jar("one", VETO_1);
      bench.drop(Bench.spec("guard").at(jar));
      bench.drop(Bench.spec("other").at(jar));
      bench.settle();
      assertEquals(PluginState.ACTIVE_UNLOCKED, bench.plugin("guard").state());
      assertEquals(PluginState.PENDING_LOCK, bench.plugin("other").state());
    }
  }

  @Test
  void the_old_version_serves_on_when_the_new_one_does_not_start_or_cannot_be_read() {
    try (Bench bench = Bench.in(folder)) {
      Path jar = bench.jar("one", VETO_1);
      bench.put(Bench.spec("guard").at(jar));
      bench.put(Bench.spec("guard").version("2").at(bench.jar("bad", NO_START)));
      assertEquals("one", bench.ask(Bench.EDIT).veto());
      assertEquals(PluginState.ACTIVE, bench.plugin("guard").state());
      assertEquals(
          "java.lang.Exception: no port at guard-2//Main.start(Main.java:3)",
          bench.plugin("guard").reason());

      bench.delete("guard");
      bench.put(Bench.spec("guard").at(jar));
      bench.delete("guard");
      bench.put(Bench.spec("kept").at(jar));
      bench.drop(Bench.spec("kept").on(Phase.POST_EDIT).version("9").at(jar));
      bench.delete("kept");
      bench.put(Bench.spec("kept").at(jar));
      bench.replaceWith(new Invalid(jar, "one.jar", "it is truncated"));
      assertEquals("one", bench.ask(Bench.EDIT).veto());
      assertEquals("it is truncated", bench.plugin("kept").reason());
    }
  }

  @Test
  void a_guard_that_does_not_start_denies_and_another_lets_pass() {
    try (Bench bench = Bench.in(folder)) {
      Path bad = bench.jar("bad", NO_START);
      bench.put(Bench.spec("loose").at(bad));
      assertEquals(PluginState.FAILED, bench.plugin("loose").state());
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT));

      bench.put(Bench.spec("guard").denying().on(Phase.PRE_EDIT, Phase.POST_EDIT).at(bad));
      HookVerdict verdict = bench.ask(Bench.EDIT);
      assertEquals("guard", verdict.vetoedBy());
      assertTrue(String.valueOf(verdict.veto()).contains("no port"), verdict::toString);
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDITED), "nothing to veto any more");
    }
  }

  @Test
  void a_start_that_blocks_is_given_up_and_holds_no_other_up() {
    try (Bench bench = Bench.in(folder)) {
      String blocks =
          "public void start(PluginContext c) throws Exception { new Object() {"
              + " synchronized void s() throws Exception { wait(); } }.s(); }";
      bench.put(Bench.spec("slow").at(bench.jar("slow", blocks)));
      assertEquals(PluginState.FAILED, bench.plugin("slow").state());
      assertEquals("it did not answer within its deadline", bench.plugin("slow").reason());
      Bench.await(() -> Bench.threads("slow").isEmpty(), "its threads end");
    }
  }

  @Test
  void a_switch_is_stored_and_bundled_plugins_wait_for_it() {
    try (Bench bench = Bench.in(folder)) {
      bench.place(Bench.spec("quiet").bundle().at(bench.jar("one", VETO_1)));
      bench.settle();
      assertEquals(PluginState.DISABLED, bench.plugin("quiet").state());

      switched(bench, "quiet", true);
      bench.settle();
      assertEquals("one", bench.ask(Bench.EDIT).veto());

      var answer = switched(bench, "quiet", false);
      assertEquals(PluginState.DRAINING, answer);
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT), "from the answer on");
      bench.awaitState("quiet", PluginState.DISABLED);
      var row = bench.store().read(tx -> tx.plugins().all()).toCompletableFuture().join();
      assertEquals(new PluginRows.Switch("quiet", false, null), row.getFirst());

      var absent =
          assertThrows(
              CompletionException.class,
              () -> bench.host().switched("nobody", true).toCompletableFuture().join());
      assertTrue(
          absent.getCause() instanceof Refused refused
              && refused.failure().code() == FailureCode.NOT_FOUND);
    }
  }

  @Test
  void plugins_are_asked_by_order_then_id_until_one_vetoes() {
    try (Bench bench = Bench.in(folder)) {
      String note =
          "public HookResult preEdit(HookInput.PreEdit i) { return HookResult.note(\"n\"); }";
      Path notes = bench.jar("note", note);
      bench.put(Bench.spec("b").order(1).at(notes));
      bench.put(Bench.spec("a").order(1).at(notes));
      bench.put(Bench.spec("stop").order(2).at(bench.jar("one", VETO_1)));
      bench.put(Bench.spec("never").order(3).at(notes));

      HookVerdict verdict = bench.ask(Bench.EDIT);

      assertEquals(List.of("a", "b"), verdict.amendments().stream().map(a -> a.plugin()).toList());
      assertEquals("stop", verdict.vetoedBy());
      assertEquals(0, bench.plugin("never").calls());
    }
  }

  @Test
  void without_overlap_calls_wait_until_the_new_version_has_started() {
    try (Bench bench = Bench.in(folder)) {
      String wait =
          "public HookResult preEdit(HookInput.PreEdit i) throws Exception {"
              + " java.util.concurrent.locks.LockSupport.parkNanos(50_000_000L);"
              + " return HookResult.veto(\"old\"); }";
      bench.put(Bench.spec("one").alone().at(bench.jar("wait", wait)));
      CompletableFuture<HookVerdict> old = bench.host().dispatch(Bench.EDIT).toCompletableFuture();
      bench.drop(Bench.spec("one").alone().version("2").at(bench.jar("two", VETO_2)));
      bench.lock("one", "one-2");
      assertEquals("old", old.join().veto());
      assertEquals("two", bench.ask(Bench.EDIT).veto());
      assertEquals(0, bench.plugin("one").failures());
    }
  }

  private static PluginState switched(Bench bench, String id, boolean on) {
    return bench.host().switched(id, on).toCompletableFuture().join().stream()
        .filter(plugin -> plugin.id().equals(id))
        .findFirst()
        .orElseThrow()
        .state();
  }
}
