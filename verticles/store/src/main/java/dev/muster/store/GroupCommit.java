package dev.muster.store;

import dev.muster.contract.Event;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer: it commits together what queued while the commit before was being synced, at most
 * 128 orders, with no timer. Each order has its own savepoint, so that one refused order undoes
 * itself only. Nothing is answered before its commit.
 *
 * <p>A failed commit is an unknown outcome, and a failed sync may have lost pages that the kernel
 * reports as clean, so the writer stops for good; the host then ends with an error and recovers by
 * its next start (RELIABILITY 5).
 */
final class GroupCommit implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int ORDERS_MAX = 128;

  private record Order<T>(Function<Tx, T> work, CompletableFuture<T> done) {}

  private final Connection connection;
  private final Tx tx;
  private final BlockingQueue<Order<?>> queue;
  private final Runnable broke;
  private final List<Consumer<List<Event>>> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable String closed;

  GroupCommit(Connection connection, Tx tx, int queueMax, Runnable broke) {
    this.connection = connection;
    this.tx = tx;
    this.queue = new ArrayBlockingQueue<>(queueMax);
    this.broke = broke;
  }

  /** Called on the writer's thread after each commit that appended events, with these. */
  void onEvents(Consumer<List<Event>> listener) {
    listeners.add(listener);
  }

  <T> CompletionStage<T> submit(Function<Tx, T> work) {
    String why = closed;
    if (why != null) {
      return CompletableFuture.failedFuture(new Refused(FailureCode.STORE_UNAVAILABLE, why));
    }
    var order = new Order<>(work, new CompletableFuture<T>());
    if (!queue.offer(order)) {
      String full = "more than " + (queue.size() - 1) + " writes wait (store.queue_max)";
      return CompletableFuture.failedFuture(new Refused(FailureCode.OVERLOADED, full));
    }
    why = closed;
    if (why != null && queue.remove(order)) { // the writer may have looked for the last time
      order.done().completeExceptionally(new Refused(FailureCode.STORE_UNAVAILABLE, why));
    }
    return order.done();
  }

  void close() {
    closed = "the store is closing";
  }

  @Override
  public void run() {
    var batch = new ArrayList<Order<?>>(ORDERS_MAX);
    while (closed == null || !queue.isEmpty()) {
      try {
        Order<?> first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, ORDERS_MAX - 1);
        commitOrStop(batch);
        batch.clear();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        closed = "the store was interrupted";
        return;
      }
    }
  }

  private void commitOrStop(List<Order<?>> batch) {
    try {
      commit(batch);
    } catch (SQLException | RuntimeException | Error failure) {
      stop(batch, failure);
    }
  }

  private void commit(List<Order<?>> batch) throws SQLException {
    var answers = new ArrayList<Runnable>(batch.size());
    try (Statement control = connection.createStatement()) {
      control.execute("BEGIN IMMEDIATE");
      for (Order<?> order : batch) {
        answers.add(carryOut(control, order));
      }
      control.execute("COMMIT");
    }
    answers.forEach(Runnable::run);
    List<Event> events = tx.events().take();
    if (!events.isEmpty()) {
      listeners.forEach(listener -> tell(listener, events));
    }
  }

  /** What a listener throws is no failed commit: the events wait in the outbox. */
  private static void tell(Consumer<List<Event>> listener, List<Event> events) {
    try {
      listener.accept(events);
    } catch (RuntimeException deaf) {
      LOG.warn("nobody was told of events up to {}", events.getLast().seq(), deaf);
    }
  }

  private <T> Runnable carryOut(Statement control, Order<T> order) throws SQLException {
    int events = tx.events().freshCount();
    control.execute("SAVEPOINT one");
    try {
      T result = order.work().apply(tx);
      control.execute("RELEASE one");
      return () -> order.done().complete(result);
    } catch (RuntimeException | Error refused) { // an error must not end the one writer unseen
      tx.events().forget(events);
      control.execute("ROLLBACK TO one");
      control.execute("RELEASE one");
      return () -> order.done().completeExceptionally(refused);
    }
  }

  private void stop(List<Order<?>> batch, Throwable failure) {
    LOG.error("the store failed to commit; no more is written until a restart", failure);
    String why = "the store failed to commit: " + failure.getMessage();
    closed = why;
    var refused = new Refused(FailureCode.STORE_UNAVAILABLE, why);
    queue.drainTo(batch);
    batch.forEach(order -> order.done().completeExceptionally(refused));
    broke.run();
  }
}
