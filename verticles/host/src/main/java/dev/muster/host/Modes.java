package dev.muster.host;

import dev.muster.contract.Mode;
import dev.muster.contract.ModeStatus;
import dev.muster.coordination.Policy;
import dev.muster.prediction.ModelPolicy;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each mode means on this host. */
final class Modes implements Consumer<ModeStatus>, Supplier<Policy.Standing> {
  private static final Logger LOG = LoggerFactory.getLogger(Modes.class);
  private static final String NO_MODEL = "no_model";

  private final ModelPolicy models;
  private final Runnable trim;
  private volatile Policy.Standing standing = Policy.Standing.NO_MODEL;

  /** {@code trim} gives back the memory that is only kept to be quicker. */
  Modes(ModelPolicy models, Runnable trim) {
    this.models = models;
    this.trim = trim;
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
        trim.run();
      }
    }
  }

  @Override
  public Policy.Standing get() {
    return standing;
  }
}
