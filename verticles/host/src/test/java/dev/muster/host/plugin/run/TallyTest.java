package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.PluginPhase;
import dev.muster.plugin.Phase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TallyTest {
  @Test
  void percentiles_are_microseconds_of_calls_and_phases_add_up() {
    var timed = new TreeMap<String, Long>();
    var tally = new Tally((phase, nanos) -> timed.merge(phase, nanos, Long::sum));
    for (int call = 0; call < 98; call++) {
      tally.called(Phase.PRE_EDIT, 10_000, false, false);
    }
    tally.called(Phase.PRE_EDIT, 12_000, true, true);
    tally.called(Phase.PRE_EDIT, 12_000, false, false);
    tally.unasked(Phase.POST_EDIT, false);
    tally.vetoed(Phase.PRE_TASK);
    tally.told(10_000, false);
    tally.untold();

    assertEquals(
        List.of(
            new PluginPhase("pre_task", 0, 0, 1, null, null),
            new PluginPhase("pre_edit", 100, 1, 1, 10.0, 12.0),
            new PluginPhase("post_edit", 1, 1, 0, null, null),
            new PluginPhase("veto_seen", 2, 1, 0, 10.0, 10.0)),
        tally.byPhase());
    assertEquals(new PluginPhase("all", 103, 3, 2, 10.0, 12.0), tally.total());
    assertEquals(Map.of("pre_edit", 98 * 10_000L + 2 * 12_000, "veto_seen", 10_000L), timed);
    assertNull(new Tally((phase, nanos) -> {}).total().p50Us());
  }
}
