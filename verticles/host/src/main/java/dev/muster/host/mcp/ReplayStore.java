package dev.muster.host.mcp;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The latest events of one session's streams, for a client whose connection was cut. The oldest go
 * first: the newest one is always there, however large it is.
 */
final class ReplayStore {
  /** Characters: a hundred sessions stay far below the host's heap of 96 MB. */
  private static final int CHARACTERS_MAX = 128 << 10;

  /** One event; {@code number} counts from 1 within its stream. */
  record Kept(int stream, int number, String data) {}

  private final int eventsMax;
  private final ArrayDeque<Kept> events = new ArrayDeque<>();
  private int characters;

  ReplayStore(int eventsMax) {
    this.eventsMax = eventsMax;
  }

  void add(Kept event) {
    events.addLast(event);
    characters += event.data().length();
    while (events.size() > 1 && (events.size() > eventsMax || characters > CHARACTERS_MAX)) {
      characters -= events.removeFirst().data().length();
    }
  }

  /** What is kept of a stream behind this number, oldest first. */
  List<Kept> after(int stream, int number) {
    return events.stream().filter(e -> e.stream() == stream && e.number() > number).toList();
  }

  /** Whether anything of the stream is kept. */
  boolean holds(int stream) {
    return events.stream().anyMatch(e -> e.stream() == stream);
  }
}
