package dev.muster.lab.assignment;

import dev.muster.learning.routing.Attempts;
import dev.muster.learning.routing.Cascade;
import dev.muster.learning.routing.Cascade.Ended;
import dev.muster.learning.routing.Neighbours;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** One repository is left out: all is learned on the others. */
final class Fold {
  /** A left-out repository may be dearer than those that taught, so some budget is kept. */
  private static final double BUDGET_SHARE = .75;

  /** By calls alone little is known: two agents at most, and nearly all of the budget. */
  private static final double BLIND_SHARE = .9;

  private static final int BLIND_LONGEST = 2;
  private static final int LONGEST = 8;
  private static final double[] QUANTILES = {.5, .6, .7, .8, .9, 1};
  private static final int NEIGHBOURS = 31;
  private static final int PROBES = 2;

  private final Runs runs;
  private final int[] training;
  private final int single;
  private final double budget;

  /** {@code training} are the rows to learn from. */
  Fold(Runs runs, int[] training) {
    this.runs = runs;
    this.training = training;
    double[] resolved = new double[runs.agents().size()];
    for (int row : training) {
      for (int a = 0; a < resolved.length; a++) {
        resolved[a] += runs.resolved()[row][a] ? 1 : 0;
      }
    }
    this.single = most(resolved);
    this.budget =
        Arrays.stream(training).mapToDouble(row -> runs.cost()[row][single]).average().orElse(0);
  }

  static int most(double[] values) {
    int most = 0;
    for (int i = 1; i < values.length; i++) {
      most = values[i] > values[most] ? i : most;
    }
    return most;
  }

  /** The agent that resolved most elsewhere. */
  Ended single(int row) {
    return ended(row, single);
  }

  Ended ended(int row, int agent) {
    return new Ended(runs.resolved()[row][agent] ? 1 : 0, runs.cost()[row][agent]);
  }

  /** A cascade whose check is what {@code accepted} says of every row and agent. */
  Cascade checked(boolean[][] accepted) {
    return Cascade.fit(
        attempts(training, accepted), budget * BUDGET_SHARE, new Cascade(List.of()), LONGEST);
  }

  /** The plain cascade: who resolves most for its cost, and then the best single agent. */
  Cascade cheapFirst() {
    double[] perCost = new double[runs.agents().size()];
    for (int a = 0; a < perCost.length; a++) {
      double cost = 0;
      for (int row : training) {
        perCost[a] += runs.resolved()[row][a] ? 1 : 0;
        cost += runs.cost()[row][a];
      }
      perCost[a] /= cost;
    }
    return new Cascade(List.of(most(perCost), single));
  }

  Attempts attempts(int[] rows, boolean[][] accepted) {
    return new Attempts(
        Arrays.stream(rows).mapToObj(row -> runs.resolved()[row]).toArray(boolean[][]::new),
        Arrays.stream(rows).mapToObj(row -> accepted[row]).toArray(boolean[][]::new),
        Arrays.stream(rows).mapToObj(row -> runs.cost()[row]).toArray(double[][]::new));
  }

  /** An agent whose work is accepted unless it took long: then another one's is taken. */
  List<Ended> blind(int[] rows) {
    double[][] limits = limits();
    int columns = limits[0].length * limits.length;
    int last = limits[0].length - 1;
    Cascade start = new Cascade(List.of(single * limits[0].length + last));
    Attempts all = blindAttempts(training, limits, columns);
    Cascade within = Cascade.fit(all, budget * BLIND_SHARE, new Cascade(List.of()), BLIND_LONGEST);
    Cascade fitted = better(within, start, all) ? within : start;
    Attempts test = blindAttempts(rows, limits, columns);
    return IntStream.range(0, rows.length).mapToObj(i -> fitted.run(test, i)).toList();
  }

  private static boolean better(Cascade one, Cascade other, Attempts on) {
    double gain = 0;
    for (int i = 0; i < on.resolved().length; i++) {
      gain += one.run(on, i).resolved() - other.run(on, i).resolved();
    }
    return gain > 0;
  }

  private double[][] limits() {
    return IntStream.range(0, runs.agents().size())
        .mapToObj(agent -> {
          double[] calls =
              Arrays.stream(training)
                  .mapToDouble(row -> runs.calls()[row][agent])
                  .sorted()
                  .toArray();
          return Arrays.stream(QUANTILES)
              .map(q -> q == 1 ? Double.POSITIVE_INFINITY : calls[(int) (q * calls.length)])
              .toArray();
        })
        .toArray(double[][]::new);
  }

  private Attempts blindAttempts(int[] rows, double[][] limits, int columns) {
    boolean[][] resolved = new boolean[rows.length][columns];
    boolean[][] accepted = new boolean[rows.length][columns];
    double[][] cost = new double[rows.length][columns];
    for (int i = 0; i < rows.length; i++) {
      for (int column = 0; column < columns; column++) {
        int agent = column / QUANTILES.length;
        resolved[i][column] = runs.resolved()[rows[i]][agent];
        accepted[i][column] =
            runs.calls()[rows[i]][agent] <= limits[agent][column % QUANTILES.length];
        cost[i][column] = runs.cost()[rows[i]][agent];
      }
    }
    return new Attempts(resolved, accepted, cost);
  }

  /**
   * k-NN over how long two cheap agents took, which are paid for: the agent that resolved most of
   * the nearest instances elsewhere.
   */
  List<Ended> nearest(int[] rows) {
    int[] probes = cheapest();
    double[][] costs =
        Arrays.stream(training)
            .mapToObj(row -> {
              boolean[] resolved = runs.resolved()[row];
              return IntStream.range(0, resolved.length)
                  .mapToDouble(a -> resolved[a] ? 0 : 1)
                  .toArray();
            })
            .toArray(double[][]::new);
    double[][] features =
        Arrays.stream(training).mapToObj(row -> signals(row, probes)).toArray(double[][]::new);
    var neighbours = new Neighbours(features, costs, Math.min(NEIGHBOURS, training.length));
    return Arrays.stream(rows)
        .mapToObj(row -> {
          double[] fails = neighbours.costs(signals(row, probes));
          int agent = most(Arrays.stream(fails).map(fail -> -fail).toArray());
          Ended ended = ended(row, agent);
          double paid =
              Arrays.stream(probes)
                  .filter(p -> p != agent)
                  .mapToDouble(p -> runs.cost()[row][p])
                  .sum();
          return new Ended(ended.resolved(), ended.cost() + paid);
        })
        .toList();
  }

  private double[] signals(int row, int[] probes) {
    return Arrays.stream(probes).mapToDouble(p -> Math.log(1 + runs.calls()[row][p])).toArray();
  }

  private int[] cheapest() {
    return IntStream.range(0, runs.agents().size())
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                a -> Arrays.stream(training).mapToDouble(row -> runs.cost()[row][a]).sum()))
        .limit(PROBES)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
