package dev.muster.host.plugin.engine;

import dev.muster.contract.PluginKind;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.ConfigKey;
import dev.muster.host.plugin.folder.Digests;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.host.process.MarkedProcesses;
import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import dev.muster.plugin.PluginConfig;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.PluginMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A folder to make executable plugins in, and what an engine needs of a host. */
record Workshop(Path root) {
  static final HookInput EDIT =
      new HookInput.PreEdit(new EditFacts("/r/.git", "src/a.txt", "/r", "session-1", null, "Edit"));
  static final EngineLimits LIMITS = new EngineLimits(16, 65_536);

  /** An id that no other test's processes carry. */
  static String newId() {
    return "p" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** The living processes of the plugin of that id, whatever group they are in. */
  static List<Long> living(String id) {
    return new MarkedProcesses("MUSTER_PLUGIN", id).living();
  }

  /** A plugin of one shell script. */
  Candidate shell(String id, String script) throws IOException, PluginRefused {
    Path folder = Files.createDirectories(root.resolve("plugins").resolve(id));
    Files.writeString(folder.resolve("run"), script);
    return candidate(id, folder, List.of("/bin/sh", "run"), Map.of());
  }

  static Candidate candidate(
      String id, Path folder, List<String> command, Map<String, ConfigKey> config)
      throws IOException, PluginRefused {
    var manifest =
        new Manifest(
            id,
            "1",
            List.of(Phase.PRE_EDIT),
            500,
            false,
            true,
            null,
            null,
            command,
            false,
            false,
            config);
    return new Candidate(folder, PluginKind.EXECUTABLE, manifest, Digests.of(folder), false);
  }

  Context context(String id) {
    return context(id, Map.of());
  }

  Context context(String id, Map<String, ?> config) {
    return new Context(id, new PluginConfig(config), root.resolve("data/plugin-state").resolve(id));
  }

  /** What the host would lend; nothing that an executable uses is left out. */
  record Context(String id, PluginConfig config, Path folder) implements PluginContext {
    @Override
    public System.Logger logger() {
      return System.getLogger(id);
    }

    @Override
    public PluginMetrics metrics() {
      return new PluginMetrics() {
        @Override
        public void count(String name, long by) {
          throw new AssertionError(name);
        }

        @Override
        public void time(String name, Duration took) {
          throw new AssertionError(name);
        }
      };
    }

    @Override
    public InstantSource clock() {
      return InstantSource.system();
    }

    @Override
    public void publish(String type, Map<String, String> data) {
      throw new AssertionError(type);
    }
  }
}
