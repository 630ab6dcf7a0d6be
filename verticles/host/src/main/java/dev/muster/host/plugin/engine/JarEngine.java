package dev.muster.host.plugin.engine;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookPlugin;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.VetoSeen;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A plugin in a jar, with classes of its own read from a private copy, so that the file may be
 * replaced while it runs. Its code runs on the caller's thread; that thread should end with the
 * call, because what a plugin leaves in thread-locals would hold its classes for as long as the
 * thread lives. Nothing that a plugin throws gets out: an exception of its own would do the same.
 */
public final class JarEngine implements Engine {
  private static final Duration END = Duration.ofSeconds(1);
  private static final int TEXT_MAX = 500;

  private final String main;
  private final Path copy;
  private volatile @Nullable JarLoader loader;
  private volatile @Nullable HookPlugin plugin;
  private volatile List<String> leaked = List.of();

  private JarEngine(String main, Path copy, JarLoader loader) {
    this.main = main;
    this.copy = copy;
    this.loader = loader;
  }

  /**
   * Copies the jar to {@code privateCopy}, a file that nobody else writes, and opens it. None of
   * its code runs yet. A jar that is no longer what was found is refused.
   */
  public static JarEngine open(Candidate candidate, Path privateCopy)
      throws IOException, PluginRefused {
    Manifest manifest = candidate.manifest();
    Files.copy(candidate.path(), privateCopy, StandardCopyOption.REPLACE_EXISTING);
    try {
      candidate.refuseChanged(privateCopy);
      String main = Objects.requireNonNull(manifest.main(), "a jar has a main class");
      JarLoader loader = new JarLoader(manifest.id() + "-" + manifest.version(), privateCopy);
      return new JarEngine(main, privateCopy, loader);
    } catch (IOException | PluginRefused refused) {
      Files.deleteIfExists(privateCopy);
      throw refused;
    }
  }

  @Override
  public void start(PluginContext context) throws HookFailed, InterruptedException {
    JarLoader mine = loader;
    if (mine == null) {
      throw new HookFailed(main + " is closed");
    }
    PluginContext lent = new JarContext(context);
    plugin =
        inside(
            mine,
            () -> {
              HookPlugin made = make(mine);
              made.start(lent);
              return made;
            });
    if (loader == null) {
      plugin = null;
      throw new HookFailed(main + " was closed while it started");
    }
  }

  private HookPlugin make(JarLoader mine) throws Exception {
    Class<?> type = Class.forName(main, true, mine);
    if (!HookPlugin.class.isAssignableFrom(type)) {
      throw new HookFailed("expected a class that implements HookPlugin, found " + main);
    }
    try {
      return (HookPlugin) type.getConstructor().newInstance();
    } catch (NoSuchMethodException absent) {
      throw new HookFailed(
          "expected a public constructor without arguments in " + main + ", found none");
    }
  }

  @Override
  public HookResult call(HookInput input) throws HookFailed, InterruptedException {
    return running(plugin -> HookPlugin.call(plugin, input));
  }

  @Override
  public void tell(VetoSeen seen) throws HookFailed, InterruptedException {
    running(plugin -> {
      plugin.vetoSeen(seen);
      return true;
    });
  }

  private interface Asking<T> {
    T ask(HookPlugin plugin) throws Exception;
  }

  private <T> T running(Asking<T> asking) throws HookFailed, InterruptedException {
    HookPlugin running = plugin;
    JarLoader mine = loader;
    if (running == null || mine == null) {
      throw new HookFailed(main + " is not running");
    }
    return inside(mine, () -> asking.ask(running));
  }

  /** The loader of its classes; null after its end. */
  @Nullable ClassLoader classes() {
    return loader;
  }

  /**
   * The plugin's own threads that still ran a second after they were interrupted at its end: those
   * of pools and timers that its {@code close} did not shut down are among them. They hold its
   * classes. Virtual threads cannot be listed, so those that it began are neither interrupted nor
   * named.
   */
  public List<String> leakedThreads() {
    return leaked;
  }

  @Override
  public void close() throws Exception {
    JarLoader mine = loader;
    HookPlugin last = plugin;
    loader = null;
    plugin = null;
    if (mine == null) {
      return;
    }
    try (mine) {
      if (last != null) {
        inside(
            mine,
            () -> {
              last.close();
              return true;
            });
      }
    } finally {
      Files.deleteIfExists(copy);
      leaked = interrupted(mine);
    }
  }

  /** Interrupts the threads that the plugin began; the names of those that do not end. */
  private static List<String> interrupted(JarLoader mine) throws InterruptedException {
    List<Thread> threads = threads(mine);
    threads.forEach(Thread::interrupt);
    long end = System.nanoTime() + END.toNanos();
    List<String> alive = new ArrayList<>();
    for (Thread thread : threads) {
      if (!thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
        alive.add(thread.getName());
      }
    }
    return List.copyOf(alive);
  }

  /** Those whose class is the plugin's or that were begun while its code ran. */
  private static List<Thread> threads(JarLoader mine) {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    @Nullable Thread[] all = new Thread[2 * top.activeCount() + 64];
    top.enumerate(all);
    List<Thread> threads = new ArrayList<>();
    for (Thread thread : all) {
      if (thread != null && thread != Thread.currentThread() && belongs(thread, mine)) {
        threads.add(thread);
      }
    }
    return threads;
  }

  private static boolean belongs(Thread thread, JarLoader mine) {
    return thread.getContextClassLoader() == mine || thread.getClass().getClassLoader() == mine;
  }

  private static <T> T inside(JarLoader mine, Callable<T> work)
      throws HookFailed, InterruptedException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(mine);
    try {
      T answer = work.call();
      if (answer == null) {
        throw new HookFailed("expected an answer, found null");
      }
      return answer;
    } catch (InterruptedException interrupted) {
      throw new InterruptedException("a plugin was interrupted");
    } catch (HookFailed failed) {
      throw failed;
    } catch (Throwable thrown) {
      throw new HookFailed(described(thrown));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What was thrown and where; asking it runs the plugin's code, too. */
  private static String described(Throwable thrown) {
    Throwable cause =
        thrown instanceof InvocationTargetException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : thrown;
    String text;
    try {
      text = String.valueOf(cause);
    } catch (Throwable again) {
      text = cause.getClass().getName();
    }
    StackTraceElement[] frames = cause.getStackTrace();
    String shown = text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX - 1) + "…";
    return frames.length == 0 ? shown : shown + " at " + frames[0];
  }
}
