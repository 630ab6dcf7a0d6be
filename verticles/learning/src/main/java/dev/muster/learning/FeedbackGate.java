package dev.muster.learning;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says whether a reported outcome may be learned (RELIABILITY 34). What may not is for quarantine,
 * with the reason; nothing is dropped. A report is held against what the model expected of its
 * decision, and a source against all others. Confined to one thread.
 */
public final class FeedbackGate {
  private static final double LABEL_HOURS = 30 * 24;
  private static final double MINUTES_MOST = 31 * 24 * 60;
  private static final double TOKENS_MOST = 10_000;
  private static final double CONFLICTS_MOST = 1_000;

  /** Recent reports among which no source may have too much to say, and when that begins. */
  private static final int RECENT = 1_000;

  private static final int RECENT_LEAST = 100;
  private static final int FEW_SOURCES = 3;
  private static final double SHARE_MOST = .05;

  /** Where sources are too few for that share, each may be louder than the mean by this. */
  private static final double LOUDER = 1.25;

  /** Further from the median than so many robust deviations is an outlier. */
  private static final double DEVIATIONS_MOST = 4;

  /** An honest source is doubted once in 1/.003 reports at worst. */
  private static final double DOUBT_ALPHA = .003;

  /** By how much the mean rank of an honest source's surprises may be above the middle. */
  private static final double ODDITY = .1;

  private static final double DOUBT_BOUND = .5 + ODDITY;
  private static final Wealth NO_DOUBT = new Wealth(0, 0, 0);

  private final Deque<Heard> recent;
  private final Map<String, Wealth> doubts;
  private final Residuals success;
  private final Residuals minutes;
  private final Residuals tokens;

  public FeedbackGate() {
    this(new Snapshot(List.of(), Map.of(), List.of(), List.of(), List.of()));
  }

  /** The one that {@link #snapshot} was taken of; it goes on as if nothing had happened. */
  public FeedbackGate(Snapshot at) {
    recent = new ArrayDeque<>(at.recent());
    doubts = new TreeMap<>(at.doubts());
    success = new Residuals(at.success());
    minutes = new Residuals(at.minutes());
    tokens = new Residuals(at.tokens());
  }

  /** What becomes of a report. */
  public enum Answer {
    ACCEPTED,
    /** The decision is older than 30 days. */
    TOO_LATE,
    /** A component is not finite, or not within what there can be. */
    OUT_OF_RANGE,
    /** The source has had its share of what was learned of late. */
    SOURCE_TOO_LOUD,
    /** Duration or tokens are further from what was expected than reports of late ever are. */
    OUTLIER,
    /**
     * What the source reports has been odder than what others report, for too long for chance. What
     * was learned from it before should be learned anew without it.
     */
    SOURCE_DOUBTED
  }

  /**
   * A decision as it was recorded.
   *
   * @param hours since it was made
   * @param success what the model expected, in [0,1]; NaN when no model did
   * @param logMinutes the mean of the natural logarithm that it expected; NaN when none did
   * @param logTokens the same of millions of tokens
   */
  public record Recorded(double hours, double success, double logMinutes, double logTokens) {}

  /**
   * A reported outcome.
   *
   * @param source who reports: whatever one party cannot choose freely for each report
   * @param minutes above 0; NaN when unknown
   * @param tokens millions, 0 or more; NaN when unknown
   * @param conflicts 0 or more; NaN when unknown
   */
  public record Report(
      String source, boolean success, double minutes, double tokens, double conflicts) {
    private boolean possible() {
      return (Double.isNaN(minutes) || (minutes > 0 && minutes <= MINUTES_MOST))
          && unknownOrWithin(tokens, TOKENS_MOST)
          && unknownOrWithin(conflicts, CONFLICTS_MOST);
    }

    private static boolean unknownOrWithin(double value, double most) {
      return Double.isNaN(value) || (value >= 0 && value <= most);
    }
  }

  /** One of the recent reports, and whether it was accepted. */
  public record Heard(String source, boolean accepted) {}

  /**
   * All that it remembers, to go on after a restart.
   *
   * @param recent reports, the oldest first
   * @param doubts what bets against each source have won
   * @param success residuals of recent reports, the oldest first
   * @param minutes the same of logarithms of minutes
   * @param tokens the same of tokens
   */
  public record Snapshot(
      List<Heard> recent,
      Map<String, Wealth> doubts,
      List<Double> success,
      List<Double> minutes,
      List<Double> tokens) {
    public Snapshot {
      recent = List.copyOf(recent);
      doubts = Map.copyOf(doubts);
      success = List.copyOf(success);
      minutes = List.copyOf(minutes);
      tokens = List.copyOf(tokens);
    }
  }

  /** Judges a report, the first of its decision. */
  public Answer judge(Recorded decision, Report report) {
    if (decision.hours() > LABEL_HOURS) {
      return Answer.TOO_LATE;
    } else if (!report.possible()) {
      return Answer.OUT_OF_RANGE;
    }
    Answer answer = weighed(decision, report);
    recent.addLast(new Heard(report.source(), answer == Answer.ACCEPTED));
    if (recent.size() > RECENT) {
      recent.removeFirst();
      doubts.keySet().retainAll(recent.stream().map(Heard::source).collect(Collectors.toSet()));
    }
    return answer;
  }

  private Answer weighed(Recorded decision, Report report) {
    double ofMinutes = Math.log(report.minutes()) - decision.logMinutes();
    double ofTokens =
        report.tokens() > 0 ? Math.log(report.tokens()) - decision.logTokens() : Double.NaN;
    double ofSuccess = (report.success() ? 1 : 0) - decision.success();
    boolean outlier =
        minutes.deviations(ofMinutes) > DEVIATIONS_MOST
            || tokens.deviations(ofTokens) > DEVIATIONS_MOST;
    boolean doubted =
        doubted(
            report.source(),
            success.rank(ofSuccess, 0),
            minutes.rank(ofMinutes, minutes.median()),
            tokens.rank(ofTokens, tokens.median()));
    success.add(ofSuccess);
    minutes.add(ofMinutes);
    tokens.add(ofTokens);
    if (outlier) {
      return Answer.OUTLIER;
    } else if (doubted) {
      return Answer.SOURCE_DOUBTED;
    }
    return loud(report.source()) ? Answer.SOURCE_TOO_LOUD : Answer.ACCEPTED;
  }

  /**
   * Bets that a source's largest surprise of each report ranks above those of all, and starts anew
   * whenever the bets have lost (an e-detector: Shin, Ramdas and Rinaldo, 2203.03532). The largest
   * of k ranks to the power k is as uniform as one.
   */
  private boolean doubted(String source, double... ranks) {
    double[] known = Arrays.stream(ranks).filter(rank -> !Double.isNaN(rank)).toArray();
    var wager = new Wager(DOUBT_BOUND, doubts.getOrDefault(source, NO_DOUBT));
    if (known.length > 0) {
      double largest = Arrays.stream(known).max().orElseThrow();
      wager.see(Math.pow(largest, known.length) - .5 - ODDITY);
    }
    doubts.put(source, wager.logEvidence() < 0 ? NO_DOUBT : wager.wealth());
    return wager.proves(DOUBT_ALPHA);
  }

  private boolean loud(String source) {
    long sources = recent.stream().map(Heard::source).distinct().count();
    if (recent.size() < RECENT_LEAST || sources <= FEW_SOURCES) {
      return false;
    }
    long own =
        recent.stream().filter(heard -> heard.accepted() && heard.source().equals(source)).count();
    return own + 1 > Math.max(SHARE_MOST, LOUDER / sources) * recent.size();
  }

  /** All that is to be kept; {@link #FeedbackGate(Snapshot)} goes on from it. */
  public Snapshot snapshot() {
    return new Snapshot(
        List.copyOf(recent), doubts, success.values(), minutes.values(), tokens.values());
  }
}
