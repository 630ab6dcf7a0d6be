package dev.muster.host;

import dev.muster.coordination.HookPort;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.plugin.engine.EngineRoom;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.ConfigValues;
import dev.muster.host.plugin.folder.DropFolder;
import dev.muster.host.plugin.folder.Found;
import dev.muster.host.plugin.folder.Invalid;
import dev.muster.host.plugin.folder.LockFile;
import dev.muster.host.plugin.folder.LockLine;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.host.plugin.run.PluginFolders;
import dev.muster.host.plugin.run.PluginHost;
import dev.muster.host.plugin.run.PluginLimits;
import dev.muster.host.plugin.run.PluginSources;
import dev.muster.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Puts a host's plugins together: its folders, its lock file and its engines. */
final class HookPlugins {
  private HookPlugins() {}

  static PluginHost open(
      Config config, Start start, Store store, InstantSource clock, RandomGenerator random) {
    PluginLimits limits = config.plugins().limits();
    try {
      Path dropIn = Files.createDirectories(config.plugins().dropIn(start.plugins(), start.data()));
      EngineRoom engines = EngineRoom.in(start.data(), limits.engines());
      var bundled = new DropFolder(start.bundledPlugins(), true);
      var dropped = new DropFolder(dropIn, false);
      var lock = new LockFile(start.data().resolve("plugins.lock"));
      var sources =
          new PluginSources(
              () -> together(bundled.scan(), dropped.scan()),
              () -> digests(lock),
              engines::open,
              (manifest, given) -> ConfigValues.of(given, manifest));
      return new PluginHost(
          PluginFolders.in(start.data()),
          limits,
          start.dev(),
          config.plugins().config(),
          sources,
          store,
          clock,
          System::nanoTime,
          random);
    } catch (IOException | UncheckedIOException failure) {
      throw new Refusal(ExitCode.CONFIG, "cannot use the folders of plugins: " + failure);
    }
  }

  /** How tasks, sessions and edits ask them. */
  static HookPort port(PluginHost plugins) {
    return new HookPort(plugins::wants, plugins::dispatch);
  }

  /** What came with the host keeps its id: nothing that is dropped in takes its place. */
  static List<Found> together(List<Found> bundled, List<Found> dropped) {
    Set<String> taken = new HashSet<>();
    for (Found found : bundled) {
      if (found instanceof Candidate candidate) {
        taken.add(candidate.manifest().id());
      }
    }
    List<Found> all = new ArrayList<>(bundled);
    for (Found found : dropped) {
      boolean second =
          found instanceof Candidate candidate && taken.contains(candidate.manifest().id());
      all.add(second ? refused((Candidate) found) : found);
    }
    return all;
  }

  private static Invalid refused(Candidate candidate) {
    String id = candidate.manifest().id();
    return new Invalid(
        candidate.path(),
        id + "~",
        candidate.path()
            + ": expected an id of its own, found that of a plugin of the host: "
            + id);
  }

  private static Map<String, String> digests(LockFile lock) {
    try {
      Map<String, String> digests = new HashMap<>();
      for (LockLine line : lock.read().values()) {
        digests.put(line.id(), line.sha256());
      }
      return digests;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + lock.path(), failure);
    } catch (PluginRefused refused) {
      throw new IllegalStateException(refused);
    }
  }
}
