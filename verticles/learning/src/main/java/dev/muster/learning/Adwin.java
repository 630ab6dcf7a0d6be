package dev.muster.learning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the mean of values changes, and forgets what came before: a window that is cut where
 * two parts of it differ by more than chance (Bifet and Gavaldà 2007). Kept in buckets of doubling
 * size, so that n values take memory and time of log n. Confined to one thread.
 */
public final class Adwin {
  private static final double DELTA = .002;
  private static final int CHECK_EACH = 32;
  private static final int ROW_MAX = 5;
  private static final int PART_LEAST = 5;

  /** Row {@code i} has buckets of 2^i values, the newest first; a later row is older. */
  private final List<Deque<Bucket>> rows = new ArrayList<>();

  private long seen;

  public Adwin() {
    this(new Snapshot(0, List.of(List.of())));
  }

  /** The one that {@link #snapshot} was taken of; it goes on as if nothing had happened. */
  public Adwin(Snapshot at) {
    seen = at.seen();
    at.rows().forEach(row -> rows.add(new ArrayDeque<>(row)));
  }

  /**
   * All that it remembers, to go on after a restart.
   *
   * @param seen values ever seen
   * @param rows row {@code i} has buckets of 2^i values, the newest first; at least one row
   */
  public record Snapshot(long seen, List<List<Bucket>> rows) {
    public Snapshot {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** All that is to be kept; {@link #Adwin(Snapshot)} goes on from it. */
  public Snapshot snapshot() {
    return new Snapshot(seen, rows.stream().map(List::copyOf).toList());
  }

  /** Values in a row: how many, their sum, and the sum of their squared distances to their mean. */
  public record Bucket(long size, double sum, double spread) {
    Bucket and(Bucket other) {
      double apart = sum / size - other.sum / other.size;
      double all = (double) size * other.size / (size + other.size);
      return new Bucket(
          size + other.size, sum + other.sum, spread + other.spread + apart * apart * all);
    }
  }

  /** Sees a value; true when the mean has changed. */
  public boolean see(double value) {
    rows.getFirst().addFirst(new Bucket(1, value, 0));
    compress();
    return ++seen % CHECK_EACH == 0 && cut();
  }

  /** How many of the latest values have the same mean as far as it can be told. */
  public long size() {
    return buckets().mapToLong(Bucket::size).sum();
  }

  /** The mean of those; NaN before the first. */
  public double mean() {
    return buckets().mapToDouble(Bucket::sum).sum() / size();
  }

  /** The two oldest of a row that is too long become the newest of the next. */
  private void compress() {
    for (int i = 0; i < rows.size() && rows.get(i).size() > ROW_MAX; i++) {
      Bucket oldest = rows.get(i).removeLast();
      if (i + 1 == rows.size()) {
        rows.add(new ArrayDeque<>());
      }
      rows.get(i + 1).addFirst(rows.get(i).removeLast().and(oldest));
    }
  }

  private Stream<Bucket> buckets() {
    return rows.stream().flatMap(Deque::stream);
  }

  private boolean cut() {
    boolean any = false;
    while (differs()) {
      while (rows.getLast().isEmpty()) {
        rows.removeLast();
      }
      rows.getLast().removeLast();
      any = true;
    }
    return any;
  }

  private boolean differs() {
    Bucket all = buckets().reduce(Bucket::and).orElseThrow();
    double variance = all.spread() / all.size();
    double confidence = Math.log(2 * Math.log((double) all.size()) / DELTA);
    @Nullable Bucket newer = null;
    for (Bucket bucket : buckets().toList()) {
      newer = newer == null ? bucket : newer.and(bucket);
      long older = all.size() - newer.size();
      if (newer.size() >= PART_LEAST && older >= PART_LEAST) {
        double parts = 1.0 / newer.size() + 1.0 / older;
        double chance = Math.sqrt(2 * parts * variance * confidence) + 2.0 / 3 * parts * confidence;
        double apart = newer.sum() / newer.size() - (all.sum() - newer.sum()) / older;
        if (Math.abs(apart) > chance) {
          return true;
        }
      }
    }
    return false;
  }
}
