package dev.muster.learning;

import dev.muster.contract.Decision;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FeedbackTaken;
import dev.muster.contract.Notice;
import dev.muster.contract.NoticeChanged;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.Promise;
import dev.muster.contract.Provenance;
import dev.muster.contract.RaiseNotice;
import dev.muster.contract.Refused;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.contract.Span;
import dev.muster.store.AdviceRows.Recorded;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Stores what others report of recorded advice: to be learned, or in quarantine with the reason.
 * The gate remembers a report whose commit then fails; it only weighs those that come after.
 */
final class Feedback {
  private static final double MILLIS_PER_MINUTE = 60_000;
  private static final double MILLIS_PER_HOUR = 3_600_000;
  private static final double MILLION = 1e6;
  private static final String PINNED =
      "pinned: whoever asked chose the number of agents, so no model is judged by it";

  private static final String DOUBTED = reason(FeedbackGate.Answer.SOURCE_DOUBTED);
  private static final String ODD =
      "outcomes are not learned, because what their source reports is odder than what others do";

  private Feedback() {}

  /** What is known of a report before it is judged. */
  record Known(
      @Nullable Recorded advice,
      @Nullable ReportDecisionOutcome before,
      @Nullable String quarantinedFor) {
    static Known of(Tx tx, ReportDecisionOutcome report) {
      return new Known(
          tx.advice().find(report.decisionId()),
          tx.advice().reported(report.decisionId()),
          tx.advice().quarantinedFor(report));
    }
  }

  /**
   * What is answered, and what is stored first.
   *
   * @param reporter whom the report counts for
   * @param reason of quarantine; null when the report is accepted or was stored before
   */
  record Judged(FeedbackTaken answer, boolean stored, String reporter, @Nullable String reason) {

    /** Whether what the reporter said before is taken back with this report. */
    boolean doubted() {
      return DOUBTED.equals(reason);
    }

    /** Stores the report, unless the same one came first. */
    FeedbackTaken store(Tx tx, ReportDecisionOutcome report, RandomGenerator random, Instant now) {
      if (stored) {
        return answer;
      } else if (reason != null) {
        tx.advice().quarantine(report, reason, now);
        int takenBack = doubted() ? tx.advice().takeBack(reporter, reason, now) : 0;
        if (takenBack > 0) {
          var told =
              new RaiseNotice(NoticeKind.SOURCE_DOUBTED, null, reporter, takenBack + 1L, ODD);
          Notice notice = tx.notices().raise(told, random, now);
          tx.events().append(seq -> new NoticeChanged(seq, now, notice));
        }
        return answer;
      }
      ReportDecisionOutcome before = tx.advice().reported(report.decisionId());
      expectSame(before, report);
      if (before == null) {
        tx.advice().outcome(report, reporter, answer.accepted(), now);
      }
      return answer;
    }
  }

  /**
   * Judges a report.
   *
   * @throws Refused when no such advice was recorded, or another outcome of it is known
   */
  static Judged judge(Known known, FeedbackGate gate, ReportDecisionOutcome report, Instant now) {
    Recorded advice = known.advice();
    if (advice == null) {
      String detail = "no recorded decision has the id " + report.decisionId();
      throw new Refused(Failure.of(FailureCode.NOT_FOUND, detail));
    }
    expectSame(known.before(), report);
    String reporter = reporter(report, advice.source());
    boolean pinned = advice.decision().provenance() == Provenance.PINNED;
    if (known.before() != null) {
      return new Judged(accepted(report, pinned), true, reporter, null);
    }
    String kept = known.quarantinedFor();
    if (kept != null) {
      return new Judged(new FeedbackTaken(report.decisionId(), false, kept), true, reporter, null);
    }
    FeedbackGate.Answer answer =
        gate.judge(expected(advice.decision(), now), told(report, reporter));
    if (answer != FeedbackGate.Answer.ACCEPTED) {
      String reason = reason(answer);
      return new Judged(
          new FeedbackTaken(report.decisionId(), false, reason), false, reporter, reason);
    }
    return new Judged(accepted(report, pinned), false, reporter, null);
  }

  private static void expectSame(
      @Nullable ReportDecisionOutcome before, ReportDecisionOutcome report) {
    if (before != null && !before.equals(report)) {
      throw new Refused(Failure.of(FailureCode.CONFLICT, before.toString(), report.toString()));
    }
  }

  private static FeedbackTaken accepted(ReportDecisionOutcome report, boolean pinned) {
    return new FeedbackTaken(report.decisionId(), !pinned, pinned ? PINNED : null);
  }

  private static FeedbackGate.Recorded expected(Decision decision, Instant now) {
    double hours = Duration.between(decision.at(), now).toMillis() / MILLIS_PER_HOUR;
    Promise promise = decision.promise();
    return promise == null
        ? new FeedbackGate.Recorded(hours, Double.NaN, Double.NaN, Double.NaN)
        : new FeedbackGate.Recorded(
            hours, promise.success(), middle(promise.minutes()), middle(promise.tokens()));
  }

  /** Bounds of a log-normal stand as far from its middle on either side. */
  private static double middle(@Nullable Span bounds) {
    return bounds == null ? Double.NaN : (Math.log(bounds.low()) + Math.log(bounds.high())) / 2;
  }

  private static String reason(FeedbackGate.Answer answer) {
    return answer.name().toLowerCase(Locale.ROOT);
  }

  private static String reporter(ReportDecisionOutcome report, @Nullable String asker) {
    return Objects.requireNonNullElse(report.source(), Objects.requireNonNullElse(asker, ""));
  }

  private static FeedbackGate.Report told(ReportDecisionOutcome report, String reporter) {
    Long duration = report.durationMs();
    Long tokens = report.tokens();
    Integer conflicts = report.conflicts();
    return new FeedbackGate.Report(
        reporter,
        report.success(),
        duration == null ? Double.NaN : duration / MILLIS_PER_MINUTE,
        tokens == null ? Double.NaN : tokens / MILLION,
        conflicts == null ? Double.NaN : conflicts);
  }
}
