package dev.muster.learning.commits;

import dev.muster.learning.commits.History.Judged;
import dev.muster.learning.risk.CommitRisk;
import dev.muster.learning.risk.Examples;
import dev.muster.learning.risk.Ranking;
import dev.muster.model.risk.Platt;
import dev.muster.model.risk.RiskFile;
import dev.muster.model.risk.RiskModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A risk model of the earlier commits, measured on the later ones, which it has never seen. What is
 * measured is what is kept.
 *
 * @param file the model
 * @param measured how many later commits, of which {@code faults} were faulty
 * @param low of the area, the 2.5th percentile of 1,000 resamplings of blocks of 20 commits
 * @param recall share of the faulty ones found in the riskiest fifth of the lines to read
 */
public record RiskStudy(
    RiskFile file,
    int measured,
    int faults,
    double auc,
    double low,
    double high,
    double brier,
    double skill,
    double calibrationError,
    double recall) {
  public static final int COMMITS_MIN = 200;
  public static final int FAULTS_MIN = 20;

  /** Of those known when the later part begins, so that there is something to fit. */
  private static final int KNOWN_FAULTS_MIN = 10;

  private static final int KNOWN_MIN = 100;
  private static final int BLOCK = 20;
  private static final int DRAWS = 1_000;

  /** Says what was expected of a history and what was found. */
  public static final class TooFew extends Exception {
    private static final long serialVersionUID = 1L;

    TooFew(String message) {
      super(message);
    }
  }

  /**
   * Fits to the earlier 80 % of the commits, as far as their outcome was known when the others
   * begin, calibrates on the latest fifth of these, and measures on the others.
   *
   * @param seed of resampling
   */
  public static RiskStudy of(List<Judged> judged, int withinDays, long seed) throws TooFew {
    int faults = faults(judged);
    if (judged.size() < COMMITS_MIN || faults < FAULTS_MIN) {
      throw new TooFew(
          "expected at least %d commits older than %d days and %d of them faulty, found %d and %d"
              .formatted(COMMITS_MIN, withinDays, FAULTS_MIN, judged.size(), faults));
    }
    int split = judged.size() * 4 / 5;
    List<Judged> later = judged.subList(split, judged.size());
    long begin = later.getFirst().at();
    List<Judged> known =
        judged.subList(0, split).stream().filter(one -> one.knownAt() <= begin).toList();
    if (known.size() < KNOWN_MIN || faults(known) < KNOWN_FAULTS_MIN) {
      throw new TooFew(
          "expected at least %d commits known %d days before the latest fifth and %d of them faulty, found %d and %d"
              .formatted(KNOWN_MIN, withinDays, KNOWN_FAULTS_MIN, known.size(), faults(known)));
    }
    if (faults(later) == 0 || faults(later) == later.size()) {
      throw new TooFew(
          "expected faulty and faultless commits in the latest fifth to measure on, found %d of %d faulty"
              .formatted(faults(later), later.size()));
    }
    return measured(fit(known, withinDays), later, seed);
  }

  private static int faults(List<Judged> of) {
    return (int) of.stream().filter(Judged::faulty).count();
  }

  private static RiskStudy measured(RiskFile file, List<Judged> later, long seed) {
    double[] said = later.stream().mapToDouble(one -> file.probability(one.features())).toArray();
    var ranking = new Ranking(said, outcomes(later));
    double[] areas = areas(ranking, later.size(), seed);
    return new RiskStudy(
        file,
        later.size(),
        faults(later),
        ranking.auc(),
        percentile(areas, .025),
        percentile(areas, .975),
        ranking.brier(),
        ranking.skill(),
        ranking.calibrationError(),
        ranking.recallAtFifth(later.stream().mapToDouble(Judged::effort).toArray()));
  }

  private static RiskFile fit(List<Judged> known, int withinDays) {
    List<Judged> fitted = known.subList(0, known.size() * 4 / 5);
    List<Judged> slice = known.subList(fitted.size(), known.size());
    var examples = new Examples();
    fitted.forEach(one -> examples.add(one.features(), 0, one.faulty()));
    RiskModel model = CommitRisk.fit(examples, CommitFeatures.NAMES.size());
    double[] scores = slice.stream().mapToDouble(one -> model.logOdds(one.features(), 0)).toArray();
    Platt platt = CommitRisk.calibrate(scores, outcomes(slice));
    long until = known.getLast().at();
    return new RiskFile(
        CommitFeatures.NAMES, model, platt, withinDays, known.size(), faults(known), until);
  }

  private static boolean[] outcomes(List<Judged> of) {
    boolean[] faulty = new boolean[of.size()];
    for (int i = 0; i < faulty.length; i++) {
      faulty[i] = of.get(i).faulty();
    }
    return faulty;
  }

  /** Sorted; a draw that holds one outcome only has no area and is left out. */
  private static double[] areas(Ranking ranking, int count, long seed) {
    var random = new SplittableRandom(seed);
    int blocks = (count + BLOCK - 1) / BLOCK;
    double[] areas = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] times = new int[count];
      for (int i = 0; i < blocks; i++) {
        int block = random.nextInt(blocks);
        for (int at = block * BLOCK; at < Math.min(count, (block + 1) * BLOCK); at++) {
          times[at]++;
        }
      }
      areas[draw] = ranking.auc(times);
    }
    return Arrays.stream(areas).filter(Double::isFinite).sorted().toArray();
  }

  private static double percentile(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
  }
}
