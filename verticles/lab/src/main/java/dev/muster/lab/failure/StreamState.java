package dev.muster.lab.failure;

import java.util.ArrayDeque;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of commits tells of the next one: its pace, how many fixes came of late, and how
 * many commits failed of those whose outcome is known, in all and by the same author.
 */
final class StreamState {
  /** Each known outcome weighs this much less than the one after it: about 200 of them count. */
  private static final double KEEP = .995;

  /** Of fixes, which are known at once: about 50 of them count. */
  private static final double KEEP_FIXES = .98;

  /** An author's rate is drawn towards the stream's by so many outcomes. */
  private static final double SHRINK = 10;

  /**
   * The file names no authors, but how many changes each has made so far. A commit is taken for one
   * of the author whose last count is at most so much less.
   */
  private static final double STEP_MAX = 4;

  private static final int FIX = 7;
  private static final int FILES = 4;
  private static final int LINES_BEFORE = 6;
  private static final int EXPERIENCE = 11;

  private final long delay;
  private final int group;
  private final ArrayDeque<Past> waiting = new ArrayDeque<>();
  private final TreeMap<Double, Author> authors = new TreeMap<>();
  private double failed = 1;
  private double all = 3;
  private double fixes;
  private double last = Double.NaN;

  StreamState(long delay, int group) {
    this.delay = delay;
    this.group = group;
  }

  private record Past(long at, boolean failed, Author author) {}

  private static final class Author {
    private double failed;
    private double all;
    private double last = Double.NaN;
  }

  /** The commit's metrics, and after them what the stream tells; then the commit belongs to it. */
  double[] features(long at, boolean bug, double[] metrics) {
    while (!waiting.isEmpty() && waiting.getFirst().at() + delay <= at) {
      learn(waiting.removeFirst());
    }
    Author author = author(metrics[EXPERIENCE]);
    double rate = failed / all;
    double touched = Math.max(1, metrics[LINES_BEFORE]) * Math.max(1, metrics[FILES]);
    double[] told = {
      rate,
      (author.failed + SHRINK * rate) / (author.all + SHRINK),
      at - author.last,
      at - last,
      fixes,
      Math.floorMod(at, JitStreams.DAY) / 3600.0,
      metrics[JitStreams.ADDED] / touched,
      metrics[JitStreams.DELETED] / touched,
      metrics[JitStreams.ADDED] / Math.max(1, metrics[FILES]),
      group
    };
    author.last = at;
    last = at;
    fixes = fixes * KEEP_FIXES + (1 - KEEP_FIXES) * metrics[FIX];
    waiting.addLast(new Past(at, bug, author));
    double[] features = new double[metrics.length + told.length];
    System.arraycopy(metrics, 0, features, 0, metrics.length);
    System.arraycopy(told, 0, features, metrics.length, told.length);
    return features;
  }

  private void learn(Past past) {
    double bug = past.failed() ? 1 : 0;
    failed = failed * KEEP + bug;
    all = all * KEEP + 1;
    past.author().failed = past.author().failed * KEEP + bug;
    past.author().all = past.author().all * KEEP + 1;
  }

  private Author author(double experience) {
    Double before = nearest(experience);
    Author author = before == null ? null : authors.remove(before);
    if (author == null) {
      author = new Author();
    }
    authors.put(experience, author);
    return author;
  }

  private @Nullable Double nearest(double experience) {
    Double before = authors.floorKey(experience);
    return before == null || experience - before > STEP_MAX ? null : before;
  }
}
