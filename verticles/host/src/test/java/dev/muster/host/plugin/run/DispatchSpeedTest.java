package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.HookVerdict;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class DispatchSpeedTest {
  private static final Logger LOG = LoggerFactory.getLogger(DispatchSpeedTest.class);

  @Test
  void an_empty_hook_is_asked_and_answered_within_20_microseconds(@TempDir Path folder) {
    try (Bench bench = Bench.in(folder)) {
      bench.put(Bench.spec("empty").at(bench.jar("empty", "")));
      assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT));

      double best = Double.MAX_VALUE;
      for (int round = 0; round < 10 && best > 20; round++) {
        best = Math.min(best, p50(() -> assertEquals(HookVerdict.PROCEED, bench.ask(Bench.EDIT))));
        LOG.info("p50 {} us, of it the plugin {}", best, bench.plugin("empty").p50Us());
      }
      assertTrue(best <= 20, "p50 of 20,000 calls was " + best + " us in the best of 10 rounds");
    }
  }

  private static double p50(Runnable call) {
    var nanos = new long[20_000];
    for (int i = 0; i < nanos.length; i++) {
      long since = System.nanoTime();
      call.run();
      nanos[i] = System.nanoTime() - since;
    }
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1_000.0;
  }
}
