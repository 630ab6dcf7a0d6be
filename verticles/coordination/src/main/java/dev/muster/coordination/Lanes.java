package dev.muster.coordination;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that nobody waits for: of one key in order, of different keys side by side. Each lane has a
 * thread only while it has work; what is too much is dropped and counted.
 */
final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  /** As many as a plugin takes calls at a time unless the configuration says otherwise. */
  private static final int LANES = 4;

  private static final int WAITING_MAX = 1_000;

  /** One order of work; guarded by itself. */
  private static final class Lane {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
  }

  private final Lane[] lanes =
      IntStream.range(0, LANES).mapToObj(n -> new Lane()).toArray(Lane[]::new);
  private final AtomicLong dropped = new AtomicLong();

  /** Lets {@code work} happen after all that was given before for this key. */
  void add(Object key, Runnable work) {
    Lane lane = lanes[Math.floorMod(key.hashCode(), LANES)];
    synchronized (lane) {
      if (lane.waiting.size() >= WAITING_MAX) {
        if (dropped.getAndIncrement() % WAITING_MAX == 0) {
          LOG.warn("plugins are too slow: {} notifications dropped", dropped);
        }
        return;
      }
      lane.waiting.add(work);
      if (lane.busy) {
        return;
      }
      lane.busy = true;
    }
    Thread.ofVirtual().name("notify-plugins").start(() -> empty(lane));
  }

  /** How many were dropped since the start. */
  long dropped() {
    return dropped.get();
  }

  private static void empty(Lane lane) {
    for (Runnable work = next(lane); work != null; work = next(lane)) {
      try {
        work.run();
      } catch (RuntimeException failure) {
        LOG.warn("plugins were not told of something", failure);
      }
    }
  }

  private static @Nullable Runnable next(Lane lane) {
    synchronized (lane) {
      Runnable work = lane.waiting.poll();
      lane.busy = work != null;
      return work;
    }
  }
}
