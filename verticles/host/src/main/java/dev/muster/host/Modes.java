package dev.muster.host;

import dev.muster.bus.Bus;
import dev.muster.contract.Mode;
import dev.muster.contract.ModeStatus;
import dev.muster.coordination.Policy;
import dev.muster.monitoring.mode.ModeMachine;
import dev.muster.monitoring.mode.ModeVerticle;
import dev.muster.prediction.ModelPolicy;
import dev.muster.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each mode means on this host. */
final class Modes implements Consumer<ModeStatus>, Supplier<Policy.Standing> {
  private static final Logger LOG = LoggerFactory.getLogger(Modes.class);
  private static final String NO_MODEL = "no_model";

  private final ModelPolicy models;
  private final Store store;
  private volatile Policy.Standing standing = Policy.Standing.NO_MODEL;

  Modes(ModelPolicy models, Store store) {
    this.models = models;
    this.store = store;
  }

  /** Who says which mode holds. */
  ModeVerticle verticle(Config config, Bus bus, InstantSource clock) {
    var memory = new MemoryUse(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    return new ModeVerticle(
        bus,
        store,
        config.swarm(),
        config.modes().settings(),
        clock,
        ZoneId.systemDefault(),
        () -> new ModeMachine.Seen(models.served().champion() != null, memory.share()),
        this);
  }

  /** From now on this mode holds. */
  @Override
  public void accept(ModeStatus status) {
    Mode before = standing.mode();
    standing = new Policy.Standing(status.mode(), status.reason());
    boolean falls = status.mode() == Mode.FALLBACK && !status.reason().equals(NO_MODEL);
    models.fallBack(falls ? status.reason() : null);
    if (before != status.mode()) {
      LOG.info("mode {} after {}: {}", status.mode(), before, status.reason());
      if (status.mode() == Mode.EMERGENCY) {
        trim();
      }
    }
  }

  /** What is only kept to be quicker: pages of the database, and what the collector left. */
  private void trim() {
    store.trim();
    System.gc();
  }

  @Override
  public Policy.Standing get() {
    return standing;
  }
}
