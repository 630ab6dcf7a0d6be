package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.HookVerdict;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.Plugin;
import dev.muster.contract.PluginState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of plugins that throw, are late, answer garbage or keep their threads. */
final class FailureTest {
  private static final String HEAD = "public HookResult preEdit(HookInput.PreEdit i) {";
  private static final String THROWS = HEAD + " throw new IllegalStateException(\"broken\"); }";
  private static final String SPINS = HEAD + " while (true) { Thread.onSpinWait(); } }";
  private static final String SLEEPS =
      HEAD
          + " java.util.concurrent.locks.LockSupport.parkNanos(1L << 40);"
          + " return HookResult.proceed(); }";

  @TempDir private Path folder;

  @Test
  void three_failures_in_a_row_quarantine_and_the_host_goes_on() {
    try (Bench bench = Bench.in(folder)) {
      bench.put(Bench.spec("bad").at(bench.jar("throws", THROWS)));
      for (int call = 0; call < 3; call++) {
        assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT));
      }
      bench.awaitState("bad", PluginState.QUARANTINED);
      Plugin plugin = bench.plugin("bad");
      assertEquals(3, plugin.failures());
      assertEquals(
          "3 failures in a row, the last in pre_edit: java.lang.IllegalStateException: broken"
              + " at bad-1//Main.preEdit(Main.java:3)",
          plugin.reason());
      var notices = bench.store().write(tx -> tx.notices().open()).toCompletableFuture().join();
      assertEquals(NoticeKind.PLUGIN_QUARANTINED, notices.getFirst().kind());
    }
  }

  @Test
  void a_guard_that_crashes_never_becomes_an_allow() {
    try (Bench bench = Bench.in(folder)) {
      var guard = Bench.spec("guard").denying();
      bench.put(guard.at(bench.jar("throws", THROWS)));
      for (int call = 0; call < 20; call++) {
        assertEquals("guard", bench.ask(Bench.EDIT).vetoedBy(), "call " + call);
      }
      bench.awaitState("guard", PluginState.QUARANTINED);
      Path good = bench.jar("good", "");
      bench.put(Bench.spec("guard").version("2").at(good));
      assertEquals("guard", bench.ask(Bench.EDIT).vetoedBy(), "a newer version is no operator");

      bench.host().switched("guard", true).toCompletableFuture().join();
      bench.settle();
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT));
    }
  }

  @Test
  void a_quarantine_outlives_the_host() {
    try (Bench bench = Bench.in(folder)) {
      bench.put(Bench.spec("guard").denying().at(bench.jar("throws", THROWS)));
      for (int call = 0; call < 3; call++) {
        bench.ask(Bench.EDIT);
      }
      bench.awaitState("guard", PluginState.QUARANTINED);
    }
    try (Bench bench = Bench.in(folder)) {
      bench.put(Bench.spec("guard").denying().at(folder.resolve("throws.jar")));
      assertEquals(PluginState.QUARANTINED, bench.plugin("guard").state());
      assertEquals("guard", bench.ask(Bench.EDIT).vetoedBy());
    }
  }

  @Test
  void a_call_ends_at_its_deadline_and_a_thread_that_ignores_it_is_leaked() {
    try (Bench bench = Bench.in(folder)) {
      bench.put(Bench.spec("spin").at(bench.jar("spins", SPINS)));
      long since = System.nanoTime();
      bench.ask(Bench.EDIT);
      long took = (System.nanoTime() - since) / 1_000_000;
      assertTrue(took >= Bench.JAR_DEADLINE.toMillis() && took < 2_000, took + " ms");
      Bench.await(() -> bench.plugin("spin").leakedThreads() == 1, "one thread is leaked");
      bench.ask(Bench.EDIT);
      bench.ask(Bench.EDIT);
      bench.awaitState("spin", PluginState.QUARANTINED);
      assertEquals(3, bench.plugin("spin").leakedThreads());
    }
  }

  @Test
  void a_call_that_heeds_its_interruption_leaks_nothing() {
    try (Bench bench = Bench.in(folder)) {
      bench.put(Bench.spec("sleep").at(bench.jar("sleeps", SLEEPS)));
      for (int call = 0; call < 3; call++) {
        bench.ask(Bench.EDIT);
      }
      bench.awaitState("sleep", PluginState.QUARANTINED);
      assertEquals(0, bench.plugin("sleep").leakedThreads());
      Bench.await(() -> Bench.threads("sleep").isEmpty(), "its threads end");
    }
  }

  @Test
  void beyond_4_calls_and_64_that_wait_calls_fail_at_once_and_count_no_strike() {
    try (Bench bench = Bench.in(folder, false, Duration.ofSeconds(1))) {
      bench.put(Bench.spec("full").at(bench.jar("sleeps", SLEEPS)));
      List<CompletableFuture<HookVerdict>> calls = new ArrayList<>();
      for (int call = 0; call < 68; call++) {
        calls.add(bench.host().dispatch(Bench.EDIT).toCompletableFuture());
      }
      bench.host().dispatch(Bench.EDIT).toCompletableFuture().join();
      assertEquals(1, bench.plugin("full").failures());
      calls.forEach(CompletableFuture::join);
      assertEquals(69, bench.plugin("full").failures());
    }
  }

  @Test
  void null_and_foreign_values_are_failures() {
    try (Bench bench = Bench.in(folder)) {
      bench.put(Bench.spec("null").at(bench.jar("null", HEAD + " return null; }")));
      String raw =
          "@SuppressWarnings({\"unchecked\", \"rawtypes\"}) "
              + HEAD
              + " Map m = new HashMap(); m.put(\"k\", this); return HookResult.emit(\"x\", m); }";
      bench.put(Bench.spec("raw").at(bench.jar("raw", raw)));
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT));
      assertEquals(1, bench.plugin("null").failures());
      assertEquals(1, bench.plugin("raw").failures());
    }
  }

  @Test
  void threads_that_a_plugin_leaves_behind_are_counted() {
    try (Bench bench = Bench.in(folder)) {
      String many =
          "public void start(PluginContext c) { for (int i = 0; i < 100; i++) new Thread(() -> {"
              + " while (!Boolean.getBoolean(\"muster.test.stop\"))"
              + " { java.util.concurrent.locks.LockSupport.parkNanos(1_000_000L);"
              + " Thread.interrupted(); } }).start(); }";
      System.setProperty("muster.test.stop", "false");
      bench.put(Bench.spec("many").at(bench.jar("many", many)));
      bench.host().switched("many", false).toCompletableFuture().join();
      bench.awaitState("many", PluginState.DISABLED);
      assertEquals(100, bench.plugin("many").leakedThreads());
      System.setProperty("muster.test.stop", "true");
      Bench.await(() -> bench.plugin("many").leakedThreads() == 0, "they end at last");
    }
  }
}
