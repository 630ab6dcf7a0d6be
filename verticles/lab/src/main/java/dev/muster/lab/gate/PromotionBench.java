package dev.muster.lab.gate;

import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.Interval;
import dev.muster.lab.gate.Judges.Ruling;
import dev.muster.lab.learning.World;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.Canary.Verdict;
import dev.muster.learning.Probation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Whether the gate promotes what is better, and nothing else (METRICS 9). */
final class PromotionBench {
  private static final int POOL = 1_000;
  private static final double[] GAINS = {.01, .02, .04};
  private static final double[] FLIPPED_LOSSES = {.01, .02};
  private static final double FLIPPED = .3;

  /**
   * Makes the challengers of the second null slower, and as good because they take fewer tokens.
   */
  private static final double UNEQUAL = 1;

  private static final double ALPHA = .025;
  private static final double ROLL_BACK_ALPHA = .05;
  private static final double SMALL_SHARE = .05;
  private static final int WARM_UP = 1_000_000;

  private final int runs;
  private final Consumer<String> progress;
  private final TaskPool pool;
  private final List<BenchRow> rows = new ArrayList<>();

  PromotionBench(int runs, Consumer<String> progress) {
    this.runs = runs;
    this.progress = progress;
    progress.accept("outcomes of " + POOL + " tasks");
    this.pool = TaskPool.of(new World(Lab.USUAL, SensorMap.USUAL), POOL);
  }

  List<BenchRow> rows() {
    none("equal", Contest.of(pool, 0, 0));
    none("unequal", Contest.of(pool, 0, UNEQUAL));
    for (double gain : GAINS) {
      better(name(gain), gain, contest(gain));
    }
    for (double loss : GAINS) {
      worse(name(-loss), contest(-loss));
    }
    for (double loss : FLIPPED_LOSSES) {
      progress.accept("labels flipped, " + name(-loss));
      Contest contest = contest(-loss);
      List<Ruling> rulings = all(run -> Judges.canary(contest, run, FLIPPED));
      add(
          "promoted_flipped_" + name(-loss),
          share(rulings, PromotionBench::promoted),
          Double.NaN,
          0);
    }
    return rows;
  }

  private Contest contest(double gain) {
    return Contest.of(pool, gain / Duel.DISAGREED, 0);
  }

  private static String name(double gain) {
    return String.format(Locale.ROOT, "%+.2f", gain);
  }

  private void none(String name, Contest contest) {
    progress.accept("no gain, " + name);
    List<Ruling> rulings = all(run -> Judges.canary(contest, run, 0));
    double peeking = Runs.share(tasks(run -> Judges.peeking(contest, run))).value();
    add("false_promotion_" + name, share(rulings, PromotionBench::promoted), peeking, ALPHA);
    add("stopped_" + name, share(rulings, PromotionBench::stopped), Double.NaN, Double.NaN);
    add(
        "rolled_back_" + name,
        Runs.share(tasks(run -> Judges.probation(contest, run, Probation.SHARE))),
        Runs.share(tasks(run -> Judges.probation(contest, run, SMALL_SHARE))).value(),
        ROLL_BACK_ALPHA);
    means(name, contest);
  }

  private void better(String name, double gain, Contest contest) {
    progress.accept("gain " + name + " per task");
    List<Ruling> rulings = all(run -> Judges.canary(contest, run, 0));
    int[] logged = tasks(run -> Judges.logged(contest, run));
    double stake = Judges.stake(contest, WARM_UP, gain / Duel.DISAGREED);
    int[] clairvoyant = tasks(run -> Judges.clairvoyant(contest, run, stake));
    add(
        "promoted_" + name,
        share(rulings, PromotionBench::promoted),
        Runs.share(logged).value(),
        Runs.share(clairvoyant).value());
    add(
        "tasks_to_promote_" + name,
        Runs.median(when(rulings, PromotionBench::promoted)),
        Runs.median(logged).value(),
        Runs.median(clairvoyant).value());
    add("stopped_" + name, share(rulings, PromotionBench::stopped), Double.NaN, Double.NaN);
    means(name, contest);
  }

  private void worse(String name, Contest contest) {
    progress.accept("gain " + name + " per task");
    List<Ruling> rulings = all(run -> Judges.canary(contest, run, 0));
    double peeking = Runs.share(tasks(run -> Judges.peeking(contest, run))).value();
    add("promoted_" + name, share(rulings, PromotionBench::promoted), peeking, 0);
    add("stopped_" + name, share(rulings, PromotionBench::stopped), Double.NaN, 1);
    add(
        "tasks_to_stop_" + name,
        Runs.median(when(rulings, PromotionBench::stopped)),
        Double.NaN,
        Double.NaN);
    int[] back = tasks(run -> Judges.probation(contest, run, Probation.SHARE));
    int[] small = tasks(run -> Judges.probation(contest, run, SMALL_SHARE));
    add("rolled_back_" + name, Runs.share(back), Runs.share(small).value(), 1);
    add("tasks_to_roll_back_" + name, Runs.median(back), Runs.median(small).value(), Double.NaN);
    means(name, contest);
  }

  /**
   * What the challenger differs by, on average of the disagreements: it is set and not estimated.
   */
  private void means(String name, Contest contest) {
    fact("gain_per_disagreement_" + name, contest.mean(Contest.Pair::gain));
    fact("failure_per_disagreement_" + name, contest.mean(Contest.Pair::fails));
    fact("log_minutes_per_disagreement_" + name, contest.mean(Contest.Pair::slower));
    fact("log_tokens_per_disagreement_" + name, contest.mean(Contest.Pair::dearer));
  }

  private void fact(String metric, double value) {
    add(metric, Interval.none(value), Double.NaN, Double.NaN);
  }

  private void add(String metric, Interval ours, double baseline, double ceiling) {
    Origin origin = Origin.lab(runs, "lab, 30 % disagreement");
    rows.add(new BenchRow(metric, ours, baseline, ceiling, origin));
  }

  private List<Ruling> all(IntFunction<Ruling> judge) {
    return IntStream.rangeClosed(1, runs).parallel().mapToObj(judge).toList();
  }

  private int[] tasks(IntUnaryOperator judge) {
    return IntStream.rangeClosed(1, runs).parallel().map(judge).toArray();
  }

  private static Interval share(List<Ruling> rulings, Predicate<Verdict> of) {
    return Runs.share(when(rulings, of));
  }

  private static int[] when(List<Ruling> rulings, Predicate<Verdict> of) {
    return rulings.stream().mapToInt(r -> of.test(r.verdict()) ? r.tasks() : Runs.NEVER).toArray();
  }

  private static boolean promoted(Verdict verdict) {
    return verdict == Verdict.PROMOTED;
  }

  /** Proved to be worse, or ended by a guard. */
  private static boolean stopped(Verdict verdict) {
    return switch (verdict) {
      case WORSE, FAILS_MORE, TAKES_LONGER, TAKES_MORE_TOKENS -> true;
      case OPEN, PROMOTED, UNDECIDED -> false;
    };
  }
}
