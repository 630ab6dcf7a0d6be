package dev.muster.host.plugin.run;

import dev.muster.bus.Json;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.Plugin;
import dev.muster.contract.PluginKind;
import dev.muster.contract.PluginState;
import dev.muster.host.plugin.engine.EngineLimits;
import dev.muster.host.plugin.engine.EngineRoom;
import dev.muster.host.plugin.folder.ConfigValues;
import dev.muster.host.plugin.folder.Digests;
import dev.muster.host.plugin.folder.DropFolder;
import dev.muster.host.plugin.folder.LockFile;
import dev.muster.host.plugin.folder.LockLine;
import dev.muster.plugin.HookInput;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A plugin host on a real folder, lock file and store, with the engines that a host has. */
final class DropBench implements AutoCloseable {
  private final Path folder;
  private final LockFile lock;
  private final Store store;
  private final PluginHost host;

  DropBench(Path folder) throws Exception {
    this.folder = folder;
    this.lock = new LockFile(folder.resolve("plugins.lock"));
    this.store =
        Store.open(new StoreOptions(folder.resolve("muster.db"), 4096, 1, 5_000), Json.lenient());
    PluginLimits limits = limits();
    EngineRoom engines = EngineRoom.in(folder, limits.engines());
    var drop = new DropFolder(Files.createDirectories(folder.resolve("drop")), false);
    var sources =
        new PluginSources(
            drop::scan,
            this::locked,
            engines::open,
            (manifest, given) -> ConfigValues.of(given, manifest));
    this.host =
        new PluginHost(
            PluginFolders.in(folder),
            limits,
            false,
            Map.of(),
            sources,
            store,
            InstantSource.system(),
            System::nanoTime,
            new Random(1));
  }

  /** Of a host as it comes, but for deadlines that a busy machine keeps. */
  private static PluginLimits limits() {
    Duration patience = Duration.ofSeconds(10);
    return new PluginLimits(
        Duration.ofMillis(250),
        4,
        64,
        patience,
        patience,
        patience,
        patience,
        patience,
        patience,
        Duration.ofSeconds(3),
        3,
        new EngineLimits(16, 65_536));
  }

  private Map<String, String> locked() {
    try {
      return lock.read().values().stream()
          .collect(Collectors.toMap(LockLine::id, LockLine::sha256));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /**
   * Locks what lies at {@code built}, puts it in the place of the old one; waits until it serves.
   */
  void put(String id, String version, PluginKind kind, Path built) throws Exception {
    Path place = folder.resolve("drop").resolve(String.valueOf(built.getFileName()));
    Files.move(built, place, StandardCopyOption.REPLACE_EXISTING);
    lock.put(new LockLine(id, version, kind, Digests.of(place)));
    Bench.await(() -> serves(id, version), id + " " + version + " serves");
  }

  private boolean serves(String id, String version) {
    host.scan().toCompletableFuture().join();
    return host.list().stream().anyMatch(plugin -> serves(plugin, id, version));
  }

  private static boolean serves(Plugin plugin, String id, String version) {
    return plugin.id().equals(id)
        && version.equals(plugin.version())
        && plugin.pending() == null
        && plugin.state() == PluginState.ACTIVE;
  }

  HookVerdict ask(HookInput input) {
    return host.dispatch(input).toCompletableFuture().join();
  }

  @Override
  public void close() {
    host.close();
    store.close();
  }
}
