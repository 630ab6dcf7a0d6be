package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Holder;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.ReleaseLeases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file is a lock, so a history is linearizable when no two holders had it for certain at once:
 * for certain is from the answer of the grant to the call of the release.
 */
final class LeaseLinearizabilityTest {
  private static final int CLIENTS = 8;
  private static final int KILLS = 3;
  private static final int CALLS = 100;
  private static final List<String> FILES = List.of("x", "y", "z");

  private record Held(String file, String holder, long from, long to) {}

  @TempDir Path folder;
  private final ConcurrentLinkedQueue<Held> history = new ConcurrentLinkedQueue<>();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong denied = new AtomicLong();

  @Test
  void nobody_holds_what_another_holds_though_the_host_is_killed() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    try (var desk = new LeaseDesk(folder, LeaseLimits.defaults());
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int kill = 0; kill <= KILLS; kill++) {
        var runs = new ArrayList<Future<?>>();
        for (int i = 0; i < CLIENTS; i++) {
          Holder holder = Holder.of("c" + i);
          var random = new Random(seed + 100L * kill + i);
          runs.add(clients.submit(() -> work(desk, holder, random)));
        }
        if (kill < KILLS) {
          desk.killAndRestart();
        }
        for (Future<?> run : runs) {
          run.get();
        }
      }
    }
    assertTrue(history.size() > 30, "only " + history.size() + " grants");
    int doubles = 0;
    for (String file : FILES) {
      List<Held> held =
          history.stream()
              .filter(h -> h.file().equals(file))
              .sorted(Comparator.comparingLong(Held::from))
              .toList();
      for (int i = 1; i < held.size(); i++) {
        boolean other = !held.get(i).holder().equals(held.get(i - 1).holder());
        doubles += other && held.get(i).from() < held.get(i - 1).to() ? 1 : 0;
      }
    }
    System.out.printf(
        "%d grants, %d denials, %d unknown, %d kills, %d double grants%n",
        history.size(), denied.get(), unknown.get(), KILLS, doubles);
    assertEquals(0, doubles);
  }

  private void work(LeaseDesk desk, Holder holder, Random random) {
    for (int call = 0; call < CALLS; call++) {
      String file = FILES.get(random.nextInt(FILES.size()));
      try {
        LeaseAnswer answer = desk.acquire(holder, file);
        if (!answer.granted()) {
          denied.incrementAndGet();
          continue;
        }
        long from = System.nanoTime();
        desk.renew(holder, file);
        history.add(new Held(file, holder.session(), from, System.nanoTime()));
        desk.ask(l -> l.release(new ReleaseLeases(holder, List.of(), List.of(), null)));
      } catch (CompletionException | RejectedExecutionException lost) {
        unknown.incrementAndGet();
      }
    }
  }
}
