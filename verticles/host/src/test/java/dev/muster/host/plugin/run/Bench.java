package dev.muster.host.plugin.run;

import dev.muster.bus.Json;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.Plugin;
import dev.muster.contract.PluginKind;
import dev.muster.contract.PluginState;
import dev.muster.host.plugin.engine.EngineLimits;
import dev.muster.host.plugin.engine.JarEngine;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Digests;
import dev.muster.host.plugin.folder.Found;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.host.plugin.folder.PluginJar;
import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import dev.muster.plugin.PluginConfig;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A plugin host on a real store, and jars compiled for it; what lies in its folder is a list. */
final class Bench implements AutoCloseable {
  static final HookInput EDIT =
      new HookInput.PreEdit(new EditFacts("/shop/.git", "a.txt", "/shop", "s1", null, "Edit"));
  static final HookInput EDITED =
      new HookInput.PostEdit(new EditFacts("/shop/.git", "a.txt", "/shop", "s1", null, "Edit"));
  static final Duration JAR_DEADLINE = Duration.ofMillis(100);

  private final Path folder;
  private final Store store;
  private final PluginHost host;
  private final List<Found> found = new CopyOnWriteArrayList<>();
  private final Map<String, String> locked = new ConcurrentHashMap<>();

  private Bench(Path folder, Store store, boolean dev, Duration jarDeadline) {
    this.folder = folder;
    this.store = store;
    this.host =
        new PluginHost(
            PluginFolders.in(folder),
            limits(jarDeadline),
            dev,
            Map.of(),
            new PluginSources(
                () -> List.copyOf(found),
                () -> Map.copyOf(locked),
                candidate -> engine(folder, candidate),
                (manifest, given) -> new PluginConfig(given)),
            store,
            InstantSource.system(),
            System::nanoTime,
            new Random(1));
  }

  /** The digest in a test is a name; the engine wants that of the file. */
  private static JarEngine engine(Path folder, Candidate named) throws Exception {
    Path jar = named.path();
    var candidate =
        new Candidate(jar, named.kind(), named.manifest(), Digests.of(jar), named.bundled());
    return JarEngine.open(candidate, Files.createTempFile(folder, "copy", ".jar"));
  }

  static Bench in(Path folder) {
    return in(folder, false);
  }

  static Bench in(Path folder, boolean dev) {
    return in(folder, dev, JAR_DEADLINE);
  }

  static Bench in(Path folder, boolean dev, Duration jarDeadline) {
    var options = new StoreOptions(folder.resolve("muster.db"), 4096, 1, 5_000);
    return new Bench(folder, Store.open(options, Json.lenient()), dev, jarDeadline);
  }

  static PluginLimits limits(Duration jarDeadline) {
    Duration second = Duration.ofSeconds(1);
    return new PluginLimits(
        Duration.ofMillis(20),
        4,
        64,
        jarDeadline,
        second,
        second,
        JAR_DEADLINE,
        Duration.ofMillis(1500),
        Duration.ofMillis(500),
        Duration.ofSeconds(3),
        3,
        new EngineLimits(16, 65_536));
  }

  PluginHost host() {
    return host;
  }

  Store store() {
    return store;
  }

  /** Puts a plugin in the place of those of its id, with its line in the lock file. */
  void put(Candidate candidate) {
    drop(candidate);
    locked.put(candidate.manifest().id(), candidate.sha256());
    settle();
  }

  /** Puts it there without a line. */
  void drop(Candidate candidate) {
    found.removeIf(
        place -> place instanceof Candidate old && sameId(old, candidate.manifest().id()));
    found.add(candidate);
  }

  void place(Found place) {
    found.add(place);
  }

  /** Puts something in the place of all that lies there. */
  void replaceWith(Found place) {
    found.clear();
    found.add(place);
    settle();
  }

  void delete(String id) {
    found.removeIf(place -> !(place instanceof Candidate old) || sameId(old, id));
    settle();
  }

  void lock(String id, @Nullable String sha256) {
    if (sha256 == null) {
      locked.remove(id);
    } else {
      locked.put(id, sha256);
    }
    settle();
  }

  void settle() {
    host.scan().toCompletableFuture().join();
    host.settled().toCompletableFuture().join();
  }

  HookVerdict ask(HookInput input) {
    return host.dispatch(input).toCompletableFuture().join();
  }

  Plugin plugin(String id) {
    return host.list().stream()
        .filter(plugin -> plugin.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no plugin " + id + " in " + host.list()));
  }

  void awaitState(String id, PluginState state) {
    await(() -> plugin(id).state() == state, id + " is " + state);
  }

  static void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 10 s: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** A jar whose class {@code Main} has this body. */
  Path jar(String name, String body) {
    try {
      return new PluginJar().main(body).write(folder.resolve(name + ".jar"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Spec spec(String id) {
    return new Spec(id, "1", List.of(Phase.PRE_EDIT), 500, false, true, false, false);
  }

  /** What a test says of a plugin's manifest. */
  record Spec(
      String id,
      String version,
      List<Phase> phases,
      int order,
      boolean denies,
      boolean overlap,
      boolean hearsVetoes,
      boolean bundled) {
    Spec version(String next) {
      return new Spec(id, next, phases, order, denies, overlap, hearsVetoes, bundled);
    }

    Spec on(Phase... when) {
      return new Spec(id, version, List.of(when), order, denies, overlap, hearsVetoes, bundled);
    }

    Spec order(int place) {
      return new Spec(id, version, phases, place, denies, overlap, hearsVetoes, bundled);
    }

    Spec denying() {
      return new Spec(id, version, phases, order, true, overlap, hearsVetoes, bundled);
    }

    Spec alone() {
      return new Spec(id, version, phases, order, denies, false, hearsVetoes, bundled);
    }

    Spec hearing() {
      return new Spec(id, version, phases, order, denies, overlap, true, bundled);
    }

    Spec bundle() {
      return new Spec(id, version, phases, order, denies, overlap, hearsVetoes, true);
    }

    /** The version as it lies in {@code jar}; its digest is its id and version. */
    Candidate at(Path jar) {
      var manifest =
          new Manifest(
              id,
              version,
              phases,
              order,
              denies,
              overlap,
              null,
              "Main",
              List.of(),
              false,
              hearsVetoes,
              Map.of());
      return new Candidate(jar, PluginKind.JAR, manifest, id + "-" + version, bundled);
    }
  }

  private static boolean sameId(Candidate candidate, String id) {
    return candidate.manifest().id().equals(id);
  }

  /** Threads of the plugin that are alive. */
  static List<String> threads(String id) {
    var names = new ArrayList<String>();
    Thread.getAllStackTraces()
        .keySet()
        .forEach(thread -> {
          ThreadGroup group = thread.getThreadGroup();
          if (group != null && group.getName().equals("plugin-" + id)) {
            names.add(thread.getName());
          }
        });
    return names;
  }

  @Override
  public void close() {
    host.close();
    store.close();
  }
}
