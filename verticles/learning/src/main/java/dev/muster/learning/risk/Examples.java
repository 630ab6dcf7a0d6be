package dev.muster.learning.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes whose outcome is known, in the order in which they were made. Confined to one thread. */
public final class Examples {
  /**
   * One change.
   *
   * @param features as they were known when the change was made; NaN where unknown
   * @param group where it was made, from 0
   * @param failed whether it turned out to be wrong
   */
  @SuppressWarnings("ArrayRecordComponent") // rows of a matrix: read by the hundred thousand
  record Example(double[] features, int group, boolean failed) {}

  private final List<Example> all = new ArrayList<>();

  public void add(double[] features, int group, boolean failed) {
    if (group < 0) {
      throw new IllegalArgumentException("group " + group);
    }
    if (!all.isEmpty() && all.getFirst().features().length != features.length) {
      throw new IllegalArgumentException(
          "%d features, the others have %d"
              .formatted(features.length, all.getFirst().features().length));
    }
    all.add(new Example(features, group, failed));
  }

  public int size() {
    return all.size();
  }

  Example get(int index) {
    return all.get(index);
  }

  /** The last {@code count} of them, or all when there are fewer. */
  public Examples latest(int count) {
    var latest = new Examples();
    latest.all.addAll(all.subList(Math.max(0, all.size() - count), all.size()));
    return latest;
  }

  /** The same changes, seen through other features of them. */
  public Examples through(UnaryOperator<double[]> view) {
    var seen = new Examples();
    all.forEach(one -> seen.add(view.apply(one.features()), one.group(), one.failed()));
    return seen;
  }

  /** One more than the highest group. */
  int groups() {
    int groups = 0;
    for (Example example : all) {
      groups = Math.max(groups, example.group() + 1);
    }
    return groups;
  }

  /** The share that failed, with one of each added, so that it is never 0 or 1. */
  double rate() {
    long failed = all.stream().filter(Example::failed).count();
    return (failed + 1.0) / (all.size() + 2.0);
  }
}
