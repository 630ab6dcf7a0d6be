package dev.muster.learning.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * Agents that are asked one after another until a check accepts the work of one; when none is
 * accepted the last one's work stands. Immutable.
 *
 * @param agents their columns, in the order in which they are asked
 */
public record Cascade(List<Integer> agents) {
  /** Between cascades that resolve as much the cheaper one is taken; small beside one task. */
  private static final double RESOLVED_PER_COST = .02;

  private static final double BETTER_LEAST = 1e-9;

  public Cascade {
    agents = List.copyOf(agents);
  }

  /** How one task, or the mean of several, ended. */
  public record Ended(double resolved, double cost) {}

  /** How the task of this row ends. */
  public Ended run(Attempts attempts, int task) {
    double cost = 0;
    boolean resolved = false;
    for (int agent : agents) {
      cost += attempts.cost()[task][agent];
      resolved = attempts.resolved()[task][agent];
      if (attempts.accepted()[task][agent]) {
        break;
      }
    }
    return new Ended(resolved ? 1 : 0, cost);
  }

  private Ended mean(Attempts attempts) {
    double resolved = 0;
    double cost = 0;
    for (int task = 0; task < attempts.tasks(); task++) {
      Ended ended = run(attempts, task);
      resolved += ended.resolved();
      cost += ended.cost();
    }
    return new Ended(resolved / attempts.tasks(), cost / attempts.tasks());
  }

  /**
   * The cascade that resolves most of these tasks within a mean cost, as far as adding, moving,
   * exchanging and dropping one agent at a time finds it.
   *
   * @param start where the search starts; its mean cost is within the budget
   * @param longest how many agents at most
   */
  public static Cascade fit(Attempts attempts, double budget, Cascade start, int longest) {
    Cascade best = start;
    double worth = worth(best, attempts, budget);
    while (true) {
      Cascade better = null;
      for (Cascade other : best.neighbours(attempts.agents(), longest)) {
        double own = worth(other, attempts, budget);
        if (own > worth + BETTER_LEAST) {
          worth = own;
          better = other;
        }
      }
      if (better == null) {
        return best;
      }
      best = better;
    }
  }

  private static double worth(Cascade cascade, Attempts attempts, double budget) {
    Ended mean = cascade.mean(attempts);
    return mean.cost() > budget
        ? Double.NEGATIVE_INFINITY
        : mean.resolved() - RESOLVED_PER_COST * mean.cost();
  }

  private List<Cascade> neighbours(int columns, int longest) {
    var all = new ArrayList<Cascade>();
    for (int agent = 0; agent < columns; agent++) {
      int column = agent;
      var others = new ArrayList<>(agents);
      boolean had = others.contains(agent);
      others.removeIf(other -> other == column);
      if (had) {
        all.add(new Cascade(others));
      }
      for (int at = 0; at <= others.size(); at++) {
        var with = new ArrayList<>(others);
        with.add(at, agent);
        if (with.size() <= longest) {
          all.add(new Cascade(with));
        }
        if (!had && at < others.size()) {
          var instead = new ArrayList<>(others);
          instead.set(at, agent);
          all.add(new Cascade(instead));
        }
      }
    }
    return all;
  }
}
