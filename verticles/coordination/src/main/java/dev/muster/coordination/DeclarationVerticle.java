package dev.muster.coordination;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.CompletionStage;

/** Answers on the bus for the declarations of {@link Sessions}. */
public final class DeclarationVerticle extends VerticleBase {
  private final Bus bus;
  private final Sessions sessions;

  public DeclarationVerticle(Bus bus, Sessions sessions) {
    this.bus = bus;
    this.sessions = sessions;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        bus.serve(Addresses.DECLARE_FILES, q -> on(sessions.declare(q))),
        bus.serve(Addresses.DECLARE_LIST, q -> on(sessions.declarations(q))));
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
