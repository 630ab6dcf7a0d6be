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
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A plugin {@code hot} that is replaced again and again while it is asked 200 times a second. */
final class HotPlugin implements AutoCloseable {
  private static final long CALL_EVERY_NANOS = 5_000_000;
  private static final String CALLS = "muster.test.calls";
  private static final String LOADERS = "muster.test.loaders";

  /** It counts each call, and notes its loader, where both it and the test can see it. */
  static final String BODY =
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
  private final Function<HookInput, HookVerdict> host;

  HotPlugin(Function<HookInput, HookVerdict> host) {
    this.host = host;
    System.getProperties().put(CALLS, calls);
    System.getProperties().put(LOADERS, loaders);
  }

  /** How many versions of it were made. */
  int versions() {
    return loaders.size();
  }

  /** Asks it while it is reloaded; no call is lost, and nothing of the old versions is left. */
  int askedDuring(Reloads reloads) throws Exception {
    long metaspace = metaspace();
    long descriptors = descriptors();
    CompletableFuture<Integer> asking = CompletableFuture.supplyAsync(this::ask);
    reloads.run();
    done.set(true);
    int asked = asking.join();

    assertTrue(asked > 100, "only " + asked + " calls");
    assertEquals(asked, calls.size(), "lost calls");
    assertEquals(List.of(), twice(), "doubled calls");
    Bench.await(() -> Bench.threads("hot").size() <= 4, "threads end with their version");
    Bench.await(this::oldLoadersAreGone, "every loader but the last is collected");
    long grown = metaspace() - metaspace;
    long opened = descriptors() - descriptors;
    System.out.printf(
        "hot plugin: %d versions, %d calls, metaspace %+d bytes, descriptors %+d%n",
        versions(), asked, grown, opened);
    assertTrue(grown <= 5_000_000, "metaspace grew by " + grown);
    assertTrue(opened <= 2, "descriptors grew by " + opened);
    return asked;
  }

  /** Puts new versions in the place of old ones. */
  interface Reloads {
    void run() throws Exception;
  }

  /** How many calls were made; each must be answered by exactly one version. */
  private int ask() {
    int asked = 0;
    long next = System.nanoTime();
    while (!done.get()) {
      var edit = new EditFacts("/shop/.git", "call." + asked, "/shop", "s", null, "Edit");
      HookVerdict verdict = host.apply(new HookInput.PreEdit(edit));
      assertEquals(1, verdict.amendments().size());
      asked++;
      next += CALL_EVERY_NANOS;
      LockSupport.parkNanos(next - System.nanoTime());
    }
    return asked;
  }

  private List<String> twice() {
    return calls.entrySet().stream()
        .filter(call -> call.getValue() != 1)
        .map(Map.Entry::getKey)
        .toList();
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

  @Override
  public void close() {
    System.getProperties().remove(CALLS);
    System.getProperties().remove(LOADERS);
  }
}
