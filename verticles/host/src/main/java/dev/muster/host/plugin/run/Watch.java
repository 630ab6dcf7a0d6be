package dev.muster.host.plugin.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks at every {@link Bulkhead} each 10 ms: so a call costs no timer, and ends at
 * most that much after its deadline. It sleeps while there is no plugin.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Set<Bulkhead> bulkheads = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanos;
  private final Thread thread;
  private volatile boolean closed;

  Watch(LongSupplier nanos) {
    this.nanos = nanos;
    this.thread = Thread.ofPlatform().name("plugin-watch").daemon().start(this::run);
  }

  void add(Bulkhead bulkhead) {
    bulkheads.add(bulkhead);
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      if (bulkheads.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, TICK_NANOS);
      }
      for (Bulkhead bulkhead : bulkheads) {
        look(bulkhead);
      }
    }
  }

  private void look(Bulkhead bulkhead) {
    try {
      if (!bulkhead.tick(nanos.getAsLong())) {
        bulkheads.remove(bulkhead);
      }
    } catch (RuntimeException bug) {
      LOG.error("a plugin's deadlines could not be looked at", bug);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
