package dev.muster.host.plugin.run;

import dev.muster.host.plugin.engine.Engine;
import dev.muster.host.plugin.folder.Candidate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Makes and starts versions. */
final class Versions {
  private final PluginFolders folders;
  private final PluginLimits limits;
  private final PluginSources sources;
  private final Map<String, Map<String, Object>> config;
  private final CrashMarker marker;
  private final Watch watch;
  private final Ledger ledger;
  private final InstantSource clock;
  private final LongSupplier nanos;

  Versions(
      PluginFolders folders,
      PluginLimits limits,
      PluginSources sources,
      Map<String, Map<String, Object>> config,
      CrashMarker marker,
      Watch watch,
      Ledger ledger,
      InstantSource clock,
      LongSupplier nanos) {
    this.folders = folders;
    this.limits = limits;
    this.sources = sources;
    this.config = Map.copyOf(config);
    this.marker = marker;
    this.watch = watch;
    this.ledger = ledger;
    this.clock = clock;
    this.nanos = nanos;
  }

  Version make(Candidate candidate) {
    var version = new Version(candidate, limits, marker, nanos);
    watch.add(version.bulkhead());
    return version;
  }

  /** Reads, opens and starts it on a thread of its own; a slow or failed start is an answer. */
  CompletableFuture<Answer> start(Seat seat, Version version) {
    return version.start(
        new HostContext.Making() {
          @Override
          public HostContext context() throws Exception {
            return Versions.this.context(seat, version.candidate());
          }

          @Override
          public Engine engine() throws Exception {
            return sources.engines().open(version.candidate());
          }
        });
  }

  private HostContext context(Seat seat, Candidate candidate) throws Exception {
    String id = seat.id();
    Path state = folders.state(id);
    Files.createDirectories(state);
    return new HostContext(
        id,
        sources.configs().read(candidate.manifest(), config.getOrDefault(id, Map.of())),
        new PluginLogger(id),
        seat.figures(),
        state,
        clock,
        (type, data) -> ledger.emitted(id, type, data));
  }
}
