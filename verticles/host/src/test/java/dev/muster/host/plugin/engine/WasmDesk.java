package dev.muster.host.plugin.engine;

import dev.muster.contract.PluginKind;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.ConfigKey;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import dev.muster.plugin.PluginConfig;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.PluginMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Runs modules and keeps what they said. */
record WasmDesk(
    Path folder, Map<String, Object> values, List<String> logged, List<String> published)
    implements PluginContext, System.Logger {
  static final EngineLimits LIMITS = new EngineLimits(16, 65_536);

  WasmDesk(Path folder) {
    this(folder, Map.of());
  }

  WasmDesk(Path folder, Map<String, Object> values) {
    this(folder, values, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
  }

  static HookInput edit(String path) {
    return new HookInput.PreEdit(new EditFacts("/r/.git", path, "/r", "s-1", null, "Edit"));
  }

  /** A module that is ready to start. */
  WasmEngine engine(byte[] module) throws IOException {
    Path copy = Files.write(folder.resolve("plugin.wasm"), module);
    return new WasmEngine(candidate(copy), copy, LIMITS);
  }

  WasmEngine started(byte[] module) throws Exception {
    WasmEngine engine = engine(module);
    engine.start(this);
    return engine;
  }

  private Candidate candidate(Path copy) {
    Map<String, ConfigKey> keys =
        values.containsKey("folder")
            ? Map.of("folder", new ConfigKey(ConfigKey.Type.TEXT, null, "guarded"))
            : Map.of();
    var manifest =
        new Manifest(
            "guard",
            "1",
            List.of(Phase.PRE_EDIT),
            500,
            true,
            true,
            null,
            null,
            List.of(),
            false,
            false,
            keys);
    return new Candidate(copy, PluginKind.WASM, manifest, "0".repeat(64), false);
  }

  @Override
  public String id() {
    return "guard";
  }

  @Override
  public PluginConfig config() {
    return new PluginConfig(values);
  }

  @Override
  public System.Logger logger() {
    return this;
  }

  @Override
  public PluginMetrics metrics() {
    throw new AssertionError("a module counts nothing");
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public void publish(String type, Map<String, String> data) {
    published.add(type + " " + data);
  }

  @Override
  public String getName() {
    return "guard";
  }

  @Override
  public boolean isLoggable(Level level) {
    return true;
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    logged.add(String.valueOf(message));
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... values) {
    logged.add(String.valueOf(format));
  }
}
