package dev.muster.lab.contention;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The clock of a discrete-event replay: events in order of their time, those of one instant in the
 * order in which they were scheduled. Time is in minutes and moves only by {@link #next}.
 */
final class EventQueue<E> {
  private record Entry<E>(double at, long order, E event) {}

  private final PriorityQueue<Entry<E>> entries =
      new PriorityQueue<>(
          Comparator.<Entry<E>>comparingDouble(Entry::at).thenComparingLong(Entry::order));

  private double now;
  private long scheduled;

  double now() {
    return now;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  void schedule(double at, E event) {
    if (!(at >= now)) {
      throw new IllegalArgumentException("an event at " + at + " is before now, " + now);
    }
    entries.add(new Entry<>(at, scheduled++, event));
  }

  /** The next event; its time is now. */
  E next() {
    Entry<E> entry = entries.remove();
    now = entry.at();
    return entry.event();
  }
}
