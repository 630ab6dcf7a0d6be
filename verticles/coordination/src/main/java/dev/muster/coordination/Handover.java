package dev.muster.coordination;

import dev.muster.contract.Event;
import dev.muster.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings committed events from the store's writer to the one who publishes them, each once and in
 * order. They pass from hand to hand; what was committed before this start, or faster than it could
 * be told, is read from the outbox.
 */
final class Handover {
  private static final int BATCH = 256;
  private static final int WAITING_MAX = 4096;

  private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(WAITING_MAX);

  /** Whether the outbox holds events that are not waiting here. */
  private final AtomicBoolean behind = new AtomicBoolean(true);

  private final AtomicBoolean hinted = new AtomicBoolean();

  /** The last event given out; only for the one who takes. */
  private long last;

  /** Puts a commit's events in, on the writer's thread; whether the taker needs a hint. */
  boolean offer(List<Event> events) {
    for (Event event : events) {
      if (!waiting.offer(event)) {
        behind.set(true);
      }
    }
    return !hinted.getAndSet(true);
  }

  /** Whether there is more to take at once. */
  boolean more() {
    return behind.get() || !waiting.isEmpty();
  }

  /** The next events that were not given out before, at most 256. */
  CompletionStage<List<Event>> next(Store store) {
    hinted.set(false);
    if (!behind.getAndSet(false)) {
      var events = new ArrayList<Event>();
      waiting.drainTo(events, BATCH);
      return CompletableFuture.completedStage(fresh(events));
    }
    // What is read covers all that waits here; what is committed from now on is offered again.
    waiting.clear();
    return store
        .read(tx -> tx.events().unpublished(BATCH))
        .whenComplete((events, failure) -> {
          if (events == null || events.size() == BATCH) {
            behind.set(true);
          }
        })
        .thenApply(this::fresh);
  }

  private List<Event> fresh(List<Event> events) {
    List<Event> fresh = events.stream().filter(event -> event.seq() > last).toList();
    last = fresh.isEmpty() ? last : fresh.getLast().seq();
    return fresh;
  }
}
