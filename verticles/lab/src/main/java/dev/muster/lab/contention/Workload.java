package dev.muster.lab.contention;

import dev.muster.lab.contention.Draws.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Commits made into tasks of a replay.
 *
 * <p>Tasks arrive in the order of history, as a Poisson stream whose rate makes the agents busy for
 * the named share of the time; a backlog is there at once. The work of a task is lognormal: median
 * {@code 10 min x ((1 + churn) / 60)^0.3}, kept within 2 and 60 minutes, sigma 0.7; a commit of
 * unknown churn has the median of 10 minutes. These are assumptions, chosen to lie in the range of
 * minutes that the lab's tables name for one agent; nobody has measured them on these commits. The
 * first 10 % of the work only reads. Each file is edited at a point of the rest, drawn uniformly.
 */
record Workload(int agents, double load, int count) {
  /** The load at which all tasks are there from the beginning. */
  static final double BACKLOG = Double.POSITIVE_INFINITY;

  static final double SCOUTING_SHARE = .1;
  private static final double MEDIAN_MINUTES = 10;
  private static final double MEDIAN_LEAST = 2;
  private static final double MEDIAN_MOST = 60;
  private static final double CHURN_OF_MEDIAN = 60;
  private static final double EXPONENT = .3;
  private static final double SIGMA = .7;

  /**
   * The tasks of one replication: a window of the history that the seed chooses. A history with
   * fewer commits than tasks is replayed again and again, each time in its order.
   */
  List<PlannedTask> tasks(CommitTrace trace, long seed) {
    var draws = new Draws(seed);
    int size = trace.commits().size();
    int starts = size > count ? size - count + 1 : size;
    int start = (int) (draws.uniform(-1, Quantity.WINDOW, 0) * starts);
    double[] work = new double[count];
    double all = 0;
    for (int i = 0; i < count; i++) {
      work[i] = work(trace.commits().get((start + i) % size), draws, i);
      all += work[i];
    }
    double between = all / count / agents / load;
    var tasks = new ArrayList<PlannedTask>();
    double arrival = 0;
    for (int i = 0; i < count; i++) {
      arrival += between * draws.exponential(i, Quantity.ARRIVAL);
      PastCommit commit = trace.commits().get((start + i) % size);
      tasks.add(task(i, arrival, work[i], commit, draws));
    }
    return tasks;
  }

  private static PlannedTask task(
      int number, double arrival, double work, PastCommit commit, Draws draws) {
    double scouting = SCOUTING_SHARE * work;
    var edits = new ArrayList<PlannedEdit>();
    for (int f = 0; f < commit.files().size(); f++) {
      double point = draws.uniform(number, Quantity.EDIT_POINT, f);
      edits.add(
          new PlannedEdit(
              commit.files().get(f),
              scouting + point * (work - scouting),
              draws.uniform(number, Quantity.DECLARED, f)));
    }
    edits.sort(Comparator.comparingDouble(PlannedEdit::at));
    return new PlannedTask(
        number, arrival, work, scouting, edits, draws.uniform(number, Quantity.SHUFFLE, 0));
  }

  private static double work(PastCommit commit, Draws draws, int number) {
    return medianWork(commit.churn()) * StrictMath.exp(SIGMA * draws.normal(number, Quantity.WORK));
  }

  static double medianWork(int churn) {
    if (churn < 0) {
      return MEDIAN_MINUTES;
    }
    double median = MEDIAN_MINUTES * StrictMath.pow((1 + churn) / CHURN_OF_MEDIAN, EXPONENT);
    return Math.clamp(median, MEDIAN_LEAST, MEDIAN_MOST);
  }
}
