package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.store.Tx;
import java.io.Serial;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many random lives; a failing one is lived again by its seed, which the failure names. */
final class RandomLifeTest {
  private static final int LIVES = 150;
  private static final int STEPS = 150;
  private static final int LAST_STEPS = 25;

  private final TreeMap<String, Integer> done = new TreeMap<>();
  @AutoClose private final Swarm swarm;

  /** Undoes a life, so that the next one begins in an empty store and no disk is waited for. */
  private static final class Undone extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
  }

  RandomLifeTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
  }

  @Test
  void whatever_happens_in_whatever_order_the_rules_hold() {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + LIVES; seed++) {
      long life = seed;
      assertThrows(
          Undone.class,
          () ->
              Swarm.await(
                  swarm
                      .store()
                      .write(tx -> {
                        live(life, tx);
                        throw new Undone();
                      })));
    }
    for (String met :
        "admit cancel claim declare expire parked progress prompt renew report restart"
            .split(" ", -1)) {
      assertTrue(done.getOrDefault(met, 0) > LIVES / 3, () -> met + " hardly happened: " + done);
    }
  }

  private void live(long seed, Tx tx) {
    var last = new ArrayDeque<String>();
    try {
      var life = new RandomLife(seed, tx);
      for (int step = 0; step < STEPS; step++) {
        String what = life.step(tx);
        done.merge(what.split(" ", -1)[0], 1, Integer::sum);
        last.add(what);
        if (last.size() > LAST_STEPS) {
          last.removeFirst();
        }
      }
      life.finish(tx);
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("seed " + seed + ", after " + String.join("\n", last), broken);
    }
  }

  @Test
  void the_rules_hold_when_every_step_is_committed_and_the_host_starts_again() {
    long seed = new Random().nextLong();
    RandomLife life = Swarm.await(swarm.store().write(tx -> new RandomLife(seed, tx)));
    var last = new ArrayDeque<String>();
    for (int step = 0; step < STEPS; step++) {
      try {
        last.add(Swarm.await(swarm.store().write(life::step)));
      } catch (AssertionError broken) {
        throw new AssertionError("seed " + seed + ", after " + String.join("\n", last), broken);
      }
      if (step % 40 == 39) {
        swarm.restart();
      }
    }
  }
}
