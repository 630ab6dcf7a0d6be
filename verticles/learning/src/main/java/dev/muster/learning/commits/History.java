package dev.muster.learning.commits;

import java.util.ArrayList;
import java.util.List;

/** Takes commits in the order of time and keeps of each what a risk model learns from. */
public final class History {
  private static final long DAY = 86_400;

  private final CommitFeatures features = new CommitFeatures();
  private final FaultLabels labels;
  private final List<Seen> seen = new ArrayList<>();
  private final long within;

  /** A commit is faulty when it is fixed within so many days. */
  public History(int withinDays) {
    this.within = withinDays * DAY;
    this.labels = new FaultLabels(within);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Seen(String id, long at, double[] features, int churn) {}

  /**
   * A commit whose outcome is known because its time to be fixed is over.
   *
   * @param at seconds since 1970 when it was made
   * @param knownAt seconds since 1970 when its outcome was known
   * @param effort lines to read when it is inspected
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Judged(
      String id, long at, long knownAt, double[] features, int effort, boolean faulty) {}

  /** The next commit; its features are of it and of those before it. */
  public void add(Commit told) {
    // A clock that was wrong must not turn the order: no commit is older than the one before it.
    Commit commit =
        seen.isEmpty() || seen.getLast().at() <= told.at() ? told : told.at(seen.getLast().at());
    seen.add(new Seen(commit.id(), commit.at(), features.of(commit), commit.churn()));
    features.add(commit);
    labels.add(commit);
  }

  public int size() {
    return seen.size();
  }

  /** The features of the commit that was added last. */
  public double[] latest() {
    return seen.getLast().features().clone();
  }

  /** The features of a change that is not part of the history. */
  public double[] next(Commit change) {
    return features.of(change);
  }

  /**
   * The commits whose time is over, in the order of time. Those that changed no line of text are
   * left out: they cannot be found faulty, and to call them harmless is no art.
   */
  public List<Judged> judged() {
    var judged = new ArrayList<Judged>();
    long now = seen.isEmpty() ? 0 : seen.getLast().at();
    for (int i = 0; i < seen.size(); i++) {
      Seen one = seen.get(i);
      if (one.at() + within <= now && one.churn() > 0) {
        judged.add(
            new Judged(
                one.id(),
                one.at(),
                one.at() + within,
                one.features(),
                one.churn(),
                labels.faulty(i)));
      }
    }
    return judged;
  }
}
