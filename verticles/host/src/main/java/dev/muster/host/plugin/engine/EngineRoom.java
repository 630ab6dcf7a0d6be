package dev.muster.host.plugin.engine;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.host.plugin.folder.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the engine of each kind of plugin, from private copies: what runs is what was locked,
 * whatever happens to the file since.
 */
public final class EngineRoom {
  private final Path copies;
  private final EngineLimits limits;
  private final AtomicLong made = new AtomicLong();

  private EngineRoom(Path copies, EngineLimits limits) {
    this.copies = copies;
    this.limits = limits;
  }

  /** Copies will be in {@code plugin-copies} of the folder; what an earlier process left goes. */
  public static EngineRoom in(Path folder, EngineLimits limits) throws IOException {
    Path copies = folder.resolve("plugin-copies");
    Scratch.remove(copies);
    return new EngineRoom(Files.createDirectories(copies), limits);
  }

  /** An engine that is not started; refuses a file that is no longer what was found. */
  public Engine open(Candidate candidate) throws IOException, PluginRefused {
    return switch (candidate.kind()) {
      case JAR -> JarEngine.open(candidate, copy(candidate));
      case WASM -> wasm(candidate, copy(candidate));
      case EXECUTABLE ->
          candidate.manifest().serve()
              ? new ServeEngine(candidate, limits)
              : new CallEngine(candidate, limits);
    };
  }

  private Engine wasm(Candidate candidate, Path copy) throws IOException, PluginRefused {
    Files.copy(candidate.path(), copy);
    try {
      candidate.refuseChanged(copy);
    } catch (PluginRefused refused) {
      Files.delete(copy);
      throw refused;
    }
    return new WasmEngine(candidate, copy, limits);
  }

  private Path copy(Candidate candidate) {
    return copies.resolve(candidate.id() + "-" + made.incrementAndGet() + "." + candidate.kind());
  }
}
