package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.muster.contract.HookVerdict;
import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin is replaced a thousand times while it is asked 200 times a second. */
final class ReloadTest {
  private static final int RELOADS = 1_000;
  private static final long CALL_EVERY_NANOS = 5_000_000;
  private static final String CALLS = "muster.test.calls";
  private static final String LOADERS = "muster.test.loaders";

  /** It counts each call, and notes its loader, where both it and the test can see it. */
  private static final String BODY =
      """
      @SuppressWarnings("unchecked") // the test put it there
      public Main() {
        ((Collection<Object>) System.getProperties().get("muster.test.loaders"))
            .add(new java.lang.ref.WeakReference<>(Main.class.getClassLoader()));
      }
      @SuppressWarnings("unchecked") // the test put it there
      public HookResult preEdit(HookInput.PreEdit i) {
        ((Map<String, Integer>) System.getProperties().get("muster.test.calls"))
            .merge(i.edit().path(), 1, Integer::sum);
        return HookResult.note("here");
      }
      """;

  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final Queue<WeakReference<ClassLoader>> loaders = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean done = new AtomicBoolean();

  @Test
  void no_call_is_lost_or_doubled_and_nothing_of_the_old_versions_is_left(@TempDir Path folder) {
    System.getProperties().put(CALLS, calls);
    System.getProperties().put(LOADERS, loaders);
    try (Bench bench = Bench.in(folder, false, Duration.ofSeconds(10))) {
      Path jar = bench.jar("hot", BODY);
      reload(bench, jar, 50);
      long metaspace = metaspace();
      long descriptors = descriptors();
      CompletableFuture<Integer> asking = CompletableFuture.supplyAsync(() -> ask(bench));
      reload(bench, jar, RELOADS);
      done.set(true);
      int asked = asking.join();

      assertTrue(asked > 100, "only " + asked + " calls");
      assertEquals(asked, calls.size());
      assertTrue(calls.values().stream().allMatch(count -> count == 1), "a call was doubled");
      assertEquals(0, bench.plugin("hot").failures());
      assertEquals(asked, bench.plugin("hot").calls());
      Bench.await(() -> Bench.threads("hot").size() <= 4, "threads end with their version");
      Bench.await(this::oldLoadersAreGone, "every loader but the last is collected");
      long grown = metaspace() - metaspace;
      assertTrue(grown <= 5_000_000, "metaspace grew by " + grown);
      long opened = descriptors() - descriptors;
      assertTrue(opened <= 2, "descriptors grew by " + opened);
    } finally {
      System.getProperties().remove(CALLS);
      System.getProperties().remove(LOADERS);
    }
  }

  private static void reload(Bench bench, Path jar, int times) {
    for (int version = 0; version < times; version++) {
      bench.put(Bench.spec("hot").version(times + "." + version).at(jar));
    }
  }

  /** How many calls were made; each must be answered by exactly one version. */
  private int ask(Bench bench) {
    int asked = 0;
    long next = System.nanoTime();
    while (!done.get()) {
      var edit = new EditFacts("/shop/.git", "call." + asked, "/shop", "s", null, "Edit");
      HookVerdict verdict = bench.ask(new HookInput.PreEdit(edit));
      assertEquals(1, verdict.amendments().size());
      asked++;
      next += CALL_EVERY_NANOS;
      LockSupport.parkNanos(next - System.nanoTime());
    }
    return asked;
  }

  private boolean oldLoadersAreGone() {
    System.gc();
    return loaders.stream().filter(loader -> loader.get() != null).count() <= 1;
  }

  private static long metaspace() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static long descriptors() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getOpenFileDescriptorCount();
  }
}
