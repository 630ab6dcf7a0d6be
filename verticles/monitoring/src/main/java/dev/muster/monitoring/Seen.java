package dev.muster.monitoring;

import dev.muster.store.FigureRows;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that the live figures are computed from.
 *
 * @param closed newest first
 * @param window over which of them, in words
 * @param prevented edits that leases prevented within the window; null when too many to be kept
 * @param unleased edits without a lease within the window
 * @param leaks of the features of the latest decisions
 * @param checked how many decisions were checked for leaks
 * @param hostBytes resident memory of this host; null when the system does not say
 */
record Seen(
    List<FigureRows.Closed> closed,
    String window,
    @Nullable Long prevented,
    long unleased,
    List<LeakCheck.Leak> leaks,
    long checked,
    @Nullable Long hostBytes) {
  static final int LATEST = 1_000;
  static final Duration RECENT = Duration.ofMinutes(30);
  private static final int CHECKED_FOR_LEAKS = 200;

  Seen {
    closed = List.copyOf(closed);
    leaks = List.copyOf(leaks);
  }

  /** Reads it from the store. */
  static Seen read(Tx tx, Instant now, @Nullable Long hostBytes) {
    return read(tx, now, hostBytes, CHECKED_FOR_LEAKS);
  }

  /** The same without a look for leaks, which takes longer than all the rest. */
  static Seen unchecked(Tx tx, Instant now, @Nullable Long hostBytes) {
    return read(tx, now, hostBytes, 0);
  }

  private static Seen read(Tx tx, Instant now, @Nullable Long hostBytes, int checked) {
    Instant recent = now.minus(RECENT);
    List<FigureRows.Closed> closed = tx.figures().closed(LATEST, recent);
    Instant oldest = closed.isEmpty() ? recent : closed.getLast().at();
    Instant since = oldest.isBefore(recent) ? oldest : recent;
    List<FigureRows.Decided> decided = tx.figures().decided(checked);
    return new Seen(
        closed,
        words(closed.size()),
        tx.figures().prevented(since),
        tx.figures().unleased(since),
        LeakCheck.of(tx, decided),
        decided.size(),
        hostBytes);
  }

  private static String words(int closed) {
    if (closed <= LATEST) {
      return String.format(Locale.ROOT, "last %,d closed decisions", LATEST);
    }
    return closed < FigureRows.CLOSED_MAX
        ? "last " + RECENT.toMinutes() + " minutes"
        : String.format(Locale.ROOT, "last %,d closed decisions", FigureRows.CLOSED_MAX);
  }
}
