package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.CandidateReader;
import dev.muster.host.plugin.folder.PluginJar;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After its end nothing holds a plugin's classes: what it leaves behind ends with its threads. */
final class JarUnloadTest {
  @TempDir Path folder;
  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

  private Candidate plugin(String start, String call) throws IOException {
    PluginJar jar =
        GuardRun.jar(
            """
            import dev.muster.plugin.*;
            import java.util.concurrent.*;
            public class Guard implements HookPlugin {
              static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
              static class Own extends RuntimeException {}
              static void rest() { try { new CountDownLatch(1).await(); }
                catch (InterruptedException asked) { return; } }
              static void stay() { while (true) { rest(); } }
              public void start(PluginContext context) { %s }
              public HookResult preEdit(HookInput.PreEdit input) throws Exception { %s }
            }
            """
                .formatted(start, call));
    Path file = jar.write(folder.resolve("plugin.jar"));
    return assertInstanceOf(Candidate.class, new CandidateReader(false).read(file));
  }

  /** Runs on a thread of its own, as calls of plugins do. */
  private static <T> T onItsOwnThread(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task.get();
  }

  /** Starts, calls once and closes; what is left is a reference that keeps nothing. */
  private WeakReference<ClassLoader> life(Candidate candidate, JarEngine[] kept) throws Exception {
    JarEngine engine = JarEngine.open(candidate, folder.resolve("copy.jar"));
    kept[0] = engine;
    onItsOwnThread(() -> {
      engine.start(new LentContext("guard", folder));
      return true;
    });
    onItsOwnThread(() -> {
      try {
        return engine.call(GuardRun.EDIT).toString();
      } catch (HookFailed failed) {
        return String.valueOf(failed.getMessage());
      }
    });
    WeakReference<ClassLoader> reference = new WeakReference<>(engine.classes(), collected);
    onItsOwnThread(() -> {
      engine.close();
      return true;
    });
    return reference;
  }

  private List<String> lifeAndEnd(String start, String call) throws Exception {
    JarEngine[] kept = new JarEngine[1];
    WeakReference<ClassLoader> reference = life(plugin(start, call), kept);
    assertTrue(isCollected(), "its classes are still held: " + reference.get());
    return kept[0].leakedThreads();
  }

  private boolean isCollected() throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      System.gc();
      if (collected.remove(100) != null) {
        return true;
      }
    }
    return false;
  }

  @Test
  void a_quiet_plugin_leaves_nothing() throws Exception {
    assertEquals(List.of(), lifeAndEnd("", "return HookResult.proceed();"));
  }

  @Test
  void thread_locals_end_with_the_thread_of_the_call() throws Exception {
    assertEquals(
        List.of(),
        lifeAndEnd("LOCAL.set(new Own());", "LOCAL.set(new Own()); return HookResult.proceed();"));
  }

  @Test
  void an_exception_of_its_own_class_holds_nothing() throws Exception {
    assertEquals(List.of(), lifeAndEnd("", "throw new Own();"));
  }

  @Test
  void threads_that_it_began_are_interrupted_and_end() throws Exception {
    assertEquals(
        List.of(),
        lifeAndEnd(
            "for (int i = 0; i < 100; i++) { new Thread(Guard::rest).start(); }",
            "new Thread(Guard::rest).start(); return HookResult.proceed();"));
  }

  @Test
  void a_thread_that_ignores_interruption_and_one_of_an_open_pool_are_named() throws Exception {
    JarEngine[] kept = new JarEngine[1];
    WeakReference<ClassLoader> reference =
        life(
            plugin(
                "Thread it = new Thread(Guard::stay, \"stays\"); it.setDaemon(true); it.start();",
                "Executors.newFixedThreadPool(1, work -> { Thread it = new Thread(work, \"pooled\");"
                    + " it.setDaemon(true); return it; }).submit(Guard::rest);"
                    + " return HookResult.proceed();"),
            kept);
    assertEquals(List.of("pooled", "stays"), kept[0].leakedThreads().stream().sorted().toList());
    assertTrue(reference.get() != null, "a thread that runs holds its classes");
  }

  @Test
  void a_hundred_reloads_leave_no_loader_and_no_open_file() throws Exception {
    Candidate candidate = plugin("", "return HookResult.proceed();");
    JarEngine[] kept = new JarEngine[1];
    List<WeakReference<ClassLoader>> all = new ArrayList<>();
    all.add(life(candidate, kept));
    long before = openFiles();
    for (int i = 1; i < 100; i++) {
      all.add(life(candidate, kept));
    }
    for (int gone = 0; gone < 100; gone++) {
      assertTrue(isCollected(), gone + " of 100 loaders were collected");
    }
    assertTrue(all.stream().allMatch(it -> it.get() == null));
    assertTrue(openFiles() <= before + 5, "no jar stays open");
  }

  private static long openFiles() throws IOException {
    Path open = Path.of("/proc/self/fd");
    if (!Files.exists(open)) {
      return 0;
    }
    try (var all = Files.list(open)) {
      return all.count();
    }
  }
}
