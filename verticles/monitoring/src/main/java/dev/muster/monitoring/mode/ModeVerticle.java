package dev.muster.monitoring.mode;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.ModeAnswer;
import dev.muster.contract.ModeStatus;
import dev.muster.contract.SwitchModel;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then which mode holds, and answers on the bus for it. */
public final class ModeVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ModeVerticle.class);

  private final Bus bus;
  private final ModeSettings settings;
  private final Maintenance maintenance;
  private final StoredMode stored;

  /** {@code seen} and {@code tells} as {@link StoredMode} takes them. */
  public ModeVerticle(
      Bus bus,
      Store store,
      String swarm,
      ModeSettings settings,
      InstantSource clock,
      ZoneId zone,
      Supplier<ModeMachine.Seen> seen,
      Consumer<ModeStatus> tells) {
    this.bus = bus;
    this.settings = settings;
    maintenance = new Maintenance(store, this::order);
    this.stored =
        new StoredMode(
            store,
            swarm,
            settings,
            clock,
            zone,
            seen,
            tells,
            work -> context.runOnContext(nothing -> work.run()));
  }

  @Override
  public Future<?> start() {
    return on(stored.start())
        .onSuccess(done -> vertx.setPeriodic(settings.every().toMillis(), timer -> look()))
        .compose(done ->
            Future.all(
                bus.serve(Addresses.MODE_GET, q -> on(stored.look()).map(ModeAnswer::new)),
                bus.serve(
                    Addresses.MODE_SET,
                    q -> on(stored.set(q).thenCompose(maintenance::see)).map(ModeAnswer::new)),
                bus.subscribe(Addresses.MODEL_EVENTS, changed -> look())));
  }

  private void order(SwitchModel order) {
    bus.request(Addresses.MODEL_SWITCH, order)
        .onFailure(failed -> LOG.warn("no model was fitted in the maintenance", failed));
  }

  private void look() {
    on(stored.look().thenCompose(maintenance::see))
        .onFailure(failed -> LOG.error("the mode was not looked at; it is tried again", failed));
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
