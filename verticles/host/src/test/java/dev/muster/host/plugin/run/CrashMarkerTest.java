package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.HookVerdict;
import dev.muster.contract.PluginState;
import dev.muster.host.plugin.run.CrashMarker.Deaths;
import dev.muster.plugin.Phase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashMarkerTest {
  @TempDir private Path folder;

  @Test
  void a_death_is_counted_for_each_plugin_that_was_in_a_call() {
    CrashMarker first = open();
    var idle = first.mark("idle");
    idle.enter(CrashMarker.step(Phase.PRE_EDIT));
    idle.leave();
    first.mark("bad").enter(CrashMarker.step(Phase.PRE_TASK));
    first.mark("bad").enter(CrashMarker.step(Phase.PRE_TASK));

    assertEquals(Map.of("bad", new Deaths(1, "pre_task")), open().deaths());

    open().mark("bad").enter(CrashMarker.START);
    CrashMarker third = open();
    assertEquals(Map.of("bad", new Deaths(2, "start")), third.deaths());
    third.forgive("bad");
    assertEquals(Map.of(), open().deaths());
  }

  @Test
  void an_orderly_end_is_no_death() {
    CrashMarker marker = open();
    marker.mark("busy").enter(CrashMarker.step(Phase.PRE_EDIT));
    marker.close();
    assertEquals(Map.of(), open().deaths());
  }

  @Test
  void a_plugin_in_a_call_at_two_deaths_is_quarantined_until_it_is_switched_on() {
    for (int death = 0; death < 2; death++) {
      open().mark("bad").enter(CrashMarker.step(Phase.PRE_EDIT));
    }
    try (Bench bench = Bench.in(folder)) {
      bench.settle(); // the first look at a file tells nothing yet
      bench.put(Bench.spec("bad").denying().at(bench.jar("bad", "")));
      assertEquals(PluginState.QUARANTINED, bench.plugin("bad").state());
      assertEquals(
          "the host died 2 times while it was in a call, last in pre_edit",
          bench.plugin("bad").reason());
      assertEquals("bad", bench.ask(Bench.EDIT).vetoedBy());

      bench.host().switched("bad", true).toCompletableFuture().join();
      bench.settle();
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT));
    }
    assertEquals(Map.of(), open().deaths());
  }

  private CrashMarker open() {
    var folders = PluginFolders.in(folder);
    return CrashMarker.open(folders.calls(), folders.deaths());
  }
}
