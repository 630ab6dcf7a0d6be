package dev.muster.store;

import dev.muster.contract.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The outbox: events in commit order. A refused order leaves a gap in the numbers, never a number
 * twice.
 */
public final class EventRows {
  // An event that was forgotten had a number too.
  private static final String NEWEST =
      "SELECT MAX(value, (SELECT COALESCE(MAX(seq), 0) FROM event)) FROM sequence"
          + " WHERE name = 'event'";

  private final Statements sql;
  private final List<Event> fresh = new ArrayList<>();
  private long last;

  private EventRows(Statements sql, long last) {
    this.sql = sql;
    this.last = last;
  }

  static EventRows continuing(Statements sql) {
    return new EventRows(sql, sql.number(NEWEST));
  }

  static EventRows reading(Statements sql) {
    return new EventRows(sql, 0);
  }

  /** Appends the event that {@code make} builds for its number. */
  public void append(LongFunction<? extends Event> make) {
    Event event = make.apply(++last);
    fresh.add(event);
    sql.update(
        "INSERT INTO event (seq, at, subject, body) VALUES (?, ?, ?, ?)",
        event.seq(),
        event.at(),
        event.getClass().getSimpleName(),
        sql.json().writerFor(Event.class).writeValueAsString(event));
  }

  /** The oldest events that nobody was told of yet. */
  public List<Event> unpublished(int limit) {
    return sql.list(
        "SELECT body FROM event WHERE published = 0 ORDER BY seq LIMIT ?",
        row -> row.object(Event.class, "body"),
        limit);
  }

  /** Marks every event up to {@code seq} as told; the answer is how many were not yet. */
  public int published(long seq) {
    return sql.update("UPDATE event SET published = 1 WHERE published = 0 AND seq <= ?", seq);
  }

  /** Events after {@code seq} in order, at most {@code limit}. */
  public List<Event> after(long seq, int limit) {
    return sql.list(
        "SELECT body FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
        row -> row.object(Event.class, "body"),
        seq,
        limit);
  }

  /** The oldest number kept; 0 when there is none. */
  public long first() {
    return sql.number("SELECT MIN(seq) FROM event");
  }

  /** The newest number committed; 0 when there is none. */
  public long newest() {
    return sql.number(NEWEST);
  }

  /** How many events were appended since they were taken. */
  int freshCount() {
    return fresh.size();
  }

  /** Forgets what was appended after the first {@code count} because it was rolled back. */
  void forget(int count) {
    fresh.subList(count, fresh.size()).clear();
  }

  /** The events appended since they were taken before, in order. */
  List<Event> take() {
    List<Event> taken = List.copyOf(fresh);
    fresh.clear();
    return taken;
  }
}
