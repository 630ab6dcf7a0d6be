package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.PluginKind;
import dev.muster.host.plugin.folder.PluginJar;
import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar in the drop-in folder is replaced 20 times while it is asked 200 times a second. */
final class WatcherReloadTest {
  private static final int RELOADS = 20;
  private static final long CALL_EVERY_NANOS = 5_000_000;
  private static final String CALLS = "muster.test.watched.calls";
  private static final String LOADERS = "muster.test.watched.loaders";

  /** It counts each call, and notes its loader, where both it and the test can see it. */
  private static final String SOURCE =
      """
      import dev.muster.plugin.*; import java.util.*;
      public final class Main implements HookPlugin {
        @SuppressWarnings("unchecked") // the test put it there with that type
        public Main() {
          ((Collection<Object>) System.getProperties().get("muster.test.watched.loaders"))
              .add(new java.lang.ref.WeakReference<>(Main.class.getClassLoader()));
        }
        @SuppressWarnings("unchecked") // the test put it there with that type
        public HookResult preEdit(HookInput.PreEdit i) {
          ((Map<String, Integer>) System.getProperties().get("muster.test.watched.calls"))
              .merge(i.edit().path(), 1, Integer::sum);
          return HookResult.note("here");
        }
      }
      """;

  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final Queue<WeakReference<ClassLoader>> loaders = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean done = new AtomicBoolean();

  @TempDir private Path folder;

  @Test
  void a_replaced_file_takes_over_without_a_lost_call_and_leaves_nothing() throws Exception {
    System.getProperties().put(CALLS, calls);
    System.getProperties().put(LOADERS, loaders);
    try (var bench = new DropBench(folder)) {
      for (int version = 1; version <= 5; version++) {
        replace(bench, "0." + version);
      }
      long metaspace = metaspace();
      long descriptors = descriptors();
      CompletableFuture<Integer> asking = CompletableFuture.supplyAsync(() -> ask(bench));
      for (int version = 1; version <= RELOADS; version++) {
        replace(bench, "1." + version);
      }
      done.set(true);
      int asked = asking.join();

      assertTrue(asked >= 100, "only " + asked + " calls");
      assertEquals(asked, calls.size(), "lost calls");
      assertEquals(List.of(), twice(calls), "doubled calls");
      assertEquals(RELOADS + 5, loaders.size());
      Bench.await(() -> Bench.threads("hot").size() <= 4, "threads end with their version");
      Bench.await(this::oldLoadersAreGone, "every loader but the last is collected");
      long grown = metaspace() - metaspace;
      long opened = descriptors() - descriptors;
      System.out.printf(
          "watcher: %d reloads, %d calls, 0 lost, 0 doubled, metaspace %+d bytes, descriptors %+d%n",
          RELOADS, asked, grown, opened);
      assertTrue(grown <= 5_000_000, "metaspace grew by " + grown);
      assertTrue(opened <= 2, "descriptors grew by " + opened);
    }
  }

  @AfterEach
  void forget() {
    System.getProperties().remove(CALLS);
    System.getProperties().remove(LOADERS);
  }

  /** Puts a new version over the old one, lets it in, and looks until it serves. */
  private void replace(DropBench bench, String version) throws Exception {
    Path fresh = folder.resolve("hot.jar");
    PluginJar jar = PluginJar.of("hot", "Main").source(SOURCE);
    jar.with(
            "META-INF/muster/plugin.yaml",
            "id: hot\nversion: \"%s\"\napi: 1\nphases: [pre_edit]\nmain: Main\n".formatted(version))
        .write(fresh);
    bench.put("hot", version, PluginKind.JAR, fresh);
  }

  /** How many calls were made; each must be answered by exactly one version. */
  private int ask(DropBench bench) {
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

  private static List<String> twice(Map<String, Integer> calls) {
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
}
