package dev.muster.coordination;

import dev.muster.bus.Bus;
import dev.muster.contract.Event;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes committed events in order: at least once, so listeners fold them by their seq. */
public final class OutboxVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxVerticle.class);
  private static final long FALLBACK_MS = 1_000;

  private final Topics topics;
  private final Store store;
  private final Handover handover = new Handover();
  private boolean busy;

  public OutboxVerticle(Bus bus, Store store) {
    this.topics = new Topics(bus);
    this.store = store;
  }

  @Override
  public Future<?> start() {
    store.onEvents(events -> {
      if (handover.offer(events)) {
        context.runOnContext(nothing -> look());
      }
    });
    vertx.setPeriodic(FALLBACK_MS, timer -> look());
    look();
    return Future.succeededFuture();
  }

  private void look() {
    if (busy) {
      return;
    }
    busy = true;
    Future.fromCompletionStage(handover.next(store), context)
        .compose(this::publish)
        .onFailure(failure -> LOG.error("events wait in the outbox", failure))
        .onComplete(done -> {
          busy = false;
          if (done.succeeded() && handover.more()) {
            look();
          }
        });
  }

  private Future<Integer> publish(List<Event> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture(0);
    }
    events.forEach(topics::tell);
    long told = events.getLast().seq();
    return Future.fromCompletionStage(store.write(tx -> tx.events().published(told)), context);
  }
}
