package dev.muster.lab.assignment;

import dev.muster.lab.SplitMix;
import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.BenchRows;
import dev.muster.lab.figures.Bootstrap;
import dev.muster.lab.figures.Interval;
import dev.muster.learning.routing.Attempts;
import dev.muster.learning.routing.Cascade;
import dev.muster.learning.routing.Cascade.Ended;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Assigns the issues of each repository after what was learned on the other ones. */
final class AssignmentBench {
  /** A check that errs so often, both ways. */
  private static final double ERRS = .1;

  /** An agent's rate in a repository is drawn to its rate in all by so many issues. */
  private static final double SHRINK = 10;

  private static final int PARTS = 5;

  private static final String SINGLE = "best_single";
  private static final String BLIND = "blind";
  private static final String CHECKED = "checked";
  private static final String CHEAP_FIRST = "checked_cheap_then_strong";
  private static final String ERRING = "checked_erring";

  private final Runs runs;
  private final long seed;
  private final Map<String, Ended[]> methods = new LinkedHashMap<>();

  AssignmentBench(Runs runs, long seed) {
    this.runs = runs;
    this.seed = seed;
  }

  void run(BenchRows rows, Consumer<String> note) {
    boolean[][] erring = erring();
    for (String repository : runs.repositories().stream().distinct().sorted().toList()) {
      int[] test = which(repository, true);
      var fold = new Fold(runs, which(repository, false));
      set(SINGLE, test, i -> fold.single(test[i]));
      set("random", test, i -> random(test[i]));
      List<Ended> nearest = fold.nearest(test);
      set("knn", test, nearest::get);
      List<Ended> blind = fold.blind(test);
      set(BLIND, test, blind::get);
      cascade(CHECKED, fold, test, runs.resolved());
      cascade(ERRING, fold, test, erring);
      Attempts attempts = fold.attempts(test, runs.resolved());
      set(CHEAP_FIRST, test, i -> fold.cheapFirst().run(attempts, i));
      note.accept(repository + ", " + test.length + " issues");
    }
    perRepository();
    rows(rows);
  }

  private int[] which(String repository, boolean inside) {
    return which(i -> runs.repositories().get(i).equals(repository) == inside);
  }

  private int[] which(IntPredicate of) {
    return IntStream.range(0, runs.instances()).filter(of).toArray();
  }

  private void set(String method, int[] rows, IntFunction<Ended> ended) {
    Ended[] all = methods.computeIfAbsent(method, name -> new Ended[runs.instances()]);
    for (int i = 0; i < rows.length; i++) {
      all[rows[i]] = ended.apply(i);
    }
  }

  private void cascade(String method, Fold fold, int[] test, boolean[][] accepted) {
    Cascade cascade = fold.checked(accepted);
    Attempts attempts = fold.attempts(test, accepted);
    set(method, test, i -> cascade.run(attempts, i));
  }

  /** What a check says that is wrong now and then, the same for all who ask. */
  private boolean[][] erring() {
    boolean[][] says = new boolean[runs.instances()][runs.agents().size()];
    for (int i = 0; i < says.length; i++) {
      for (int a = 0; a < says[i].length; a++) {
        long key = SplitMix.mixed(SplitMix.mixed(seed + i) + a);
        says[i][a] = runs.resolved()[i][a] != (SplitMix.uniform(key) < ERRS);
      }
    }
    return says;
  }

  private Ended random(int row) {
    int agents = runs.agents().size();
    double resolved = 0;
    double cost = 0;
    for (int a = 0; a < agents; a++) {
      resolved += runs.resolved()[row][a] ? 1.0 / agents : 0;
      cost += runs.cost()[row][a] / agents;
    }
    return new Ended(resolved, cost);
  }

  /**
   * The agent with the best Beta posterior in the issue's own repository, after four fifths of all
   * issues: it sees what the left-out methods do not.
   */
  private void perRepository() {
    for (int part = 0; part < PARTS; part++) {
      int now = part;
      int[] training = which(i -> i % PARTS != now);
      int[] test = which(i -> i % PARTS == now);
      double[] all = resolved(training, null);
      set(
          "per_repository",
          test,
          i -> {
            String repository = runs.repositories().get(test[i]);
            int[] own =
                Arrays.stream(training)
                    .filter(row -> runs.repositories().get(row).equals(repository))
                    .toArray();
            double[] rates = resolved(own, all);
            int agent = Fold.most(rates);
            return new Ended(runs.resolved()[test[i]][agent] ? 1 : 0, runs.cost()[test[i]][agent]);
          });
    }
  }

  private double[] resolved(int[] rows, double @Nullable [] wider) {
    double[] rates = new double[runs.agents().size()];
    for (int a = 0; a < rates.length; a++) {
      double sum = wider == null ? 0 : SHRINK * wider[a];
      for (int row : rows) {
        sum += runs.resolved()[row][a] ? 1 : 0;
      }
      rates[a] = sum / (rows.length + (wider == null ? 0 : SHRINK));
    }
    return rates;
  }

  private void rows(BenchRows rows) {
    Origin origin =
        Origin.replayed(
            "swebench_verified_agents, %d agents x %d issues, repository left out, seed %d"
                .formatted(runs.agents().size(), runs.instances(), seed));
    Ended[] single = of(SINGLE);
    double oracle = IntStream.range(0, runs.instances()).mapToDouble(this::any).average().orElse(0);
    double least =
        IntStream.range(0, runs.instances()).mapToDouble(this::cheapest).average().orElse(0);
    int[] blocks = IntStream.range(0, runs.instances()).toArray();
    for (String method : List.of(BLIND, CHECKED, ERRING)) {
      Ended[] ours = of(method);
      Interval own = Bootstrap.of(times -> resolved(ours, times), blocks, seed);
      Interval gain =
          Bootstrap.of(times -> resolved(ours, times) - resolved(single, times), blocks, seed);
      double gap = oracle - mean(single);
      rows.add(new BenchRow("resolved_" + method, own, mean(single), oracle, origin));
      rows.add(BenchRow.of("cost_" + method, cost(ours), cost(single), least, origin));
      rows.add(new BenchRow("gain_" + method, gain, 0, gap, origin));
      rows.add(BenchRow.of("closed_gap_" + method, gain.value() / gap, 0, 1, origin));
    }
    for (String method : List.of("random", "knn", "per_repository", CHEAP_FIRST)) {
      Ended[] other = of(method);
      rows.add(BenchRow.of("resolved_" + method, mean(other), mean(single), oracle, origin));
      rows.add(BenchRow.of("cost_" + method, cost(other), cost(single), least, origin));
    }
    hindsight(rows, oracle, least, origin);
  }

  private void hindsight(BenchRows rows, double oracle, double least, Origin origin) {
    int best =
        IntStream.range(0, runs.agents().size())
            .boxed()
            .max(Comparator.comparingDouble(a -> mean(alone(a))))
            .orElse(0);
    Ended[] alone = alone(best);
    rows.add(
        BenchRow.of("resolved_single_in_hindsight", mean(alone), mean(of(SINGLE)), oracle, origin));
    rows.add(BenchRow.of("cost_single_in_hindsight", cost(alone), cost(of(SINGLE)), least, origin));
  }

  private Ended[] alone(int agent) {
    return IntStream.range(0, runs.instances())
        .mapToObj(i -> new Ended(runs.resolved()[i][agent] ? 1 : 0, runs.cost()[i][agent]))
        .toArray(Ended[]::new);
  }

  private Ended[] of(String method) {
    Ended[] ended = methods.get(method);
    if (ended == null) {
      throw new IllegalArgumentException(method);
    }
    return ended;
  }

  private double any(int row) {
    return Double.isFinite(cheapestResolved(row)) ? 1 : 0;
  }

  private double cheapestResolved(int row) {
    return IntStream.range(0, runs.agents().size())
        .filter(a -> runs.resolved()[row][a])
        .mapToDouble(a -> runs.cost()[row][a])
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** What the oracle pays: the cheapest agent that resolves it, nothing when none does. */
  private double cheapest(int row) {
    double cost = cheapestResolved(row);
    return Double.isFinite(cost) ? cost : 0;
  }

  private static double mean(Ended[] ended) {
    return Arrays.stream(ended).mapToDouble(Ended::resolved).average().orElse(Double.NaN);
  }

  private static double cost(Ended[] ended) {
    return Arrays.stream(ended).mapToDouble(Ended::cost).average().orElse(Double.NaN);
  }

  private static double resolved(Ended[] ended, int[] times) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < times.length; i++) {
      sum += times[i] * ended[i].resolved();
      all += times[i];
    }
    return sum / all;
  }
}
