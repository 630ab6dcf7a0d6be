package dev.muster.monitoring.mode;

import dev.muster.contract.Mode;
import dev.muster.contract.ModeStatus;
import dev.muster.contract.SwitchModel;
import dev.muster.store.Store;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Lets models be fitted once in each maintenance, when the last slot has ended. */
final class Maintenance {
  private static final SwitchModel RETRAIN = new SwitchModel(SwitchModel.Verb.RETRAIN, null);

  private final Store store;
  private final Consumer<SwitchModel> orders;
  private volatile boolean retrained;

  Maintenance(Store store, Consumer<SwitchModel> orders) {
    this.store = store;
    this.orders = orders;
  }

  /** Sees what holds, and answers it. */
  CompletionStage<ModeStatus> see(ModeStatus status) {
    boolean begins = status.mode() == Mode.MAINTENANCE && !retrained;
    retrained = status.mode() == Mode.MAINTENANCE;
    return begins
        ? store.read(tx -> tx.slots().openCount() == 0).thenApply(drained -> fit(status, drained))
        : CompletableFuture.completedStage(status);
  }

  private ModeStatus fit(ModeStatus status, boolean drained) {
    if (drained) {
      orders.accept(RETRAIN);
    } else {
      retrained = false;
    }
    return status;
  }
}
