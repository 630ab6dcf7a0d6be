package dev.muster.learning;

import dev.muster.contract.Decision;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FeedbackTaken;
import dev.muster.contract.Promise;
import dev.muster.contract.Provenance;
import dev.muster.contract.Refused;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.contract.Span;
import dev.muster.store.AdviceRows.Recorded;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
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
   * @param reason of quarantine; null when the report is accepted or was stored before
   */
  record Judged(FeedbackTaken answer, boolean stored, @Nullable String reason) {

    /** Stores the report, unless the same one came first. */
    FeedbackTaken store(Tx tx, ReportDecisionOutcome report, Instant now) {
      if (stored) {
        return answer;
      } else if (reason != null) {
        tx.advice().quarantine(report, reason, now);
        return answer;
      }
      ReportDecisionOutcome before = tx.advice().reported(report.decisionId());
      expectSame(before, report);
      if (before == null) {
        tx.advice().outcome(report, answer.accepted(), now);
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
    boolean pinned = advice.decision().provenance() == Provenance.PINNED;
    if (known.before() != null) {
      return new Judged(accepted(report, pinned), true, null);
    }
    String kept = known.quarantinedFor();
    if (kept != null) {
      return new Judged(new FeedbackTaken(report.decisionId(), false, kept), true, null);
    }
    FeedbackGate.Answer answer =
        gate.judge(expected(advice.decision(), now), told(report, advice.source()));
    if (answer != FeedbackGate.Answer.ACCEPTED) {
      String reason = answer.name().toLowerCase(Locale.ROOT);
      return new Judged(new FeedbackTaken(report.decisionId(), false, reason), false, reason);
    }
    return new Judged(accepted(report, pinned), false, null);
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
        ? new FeedbackGate.Recorded(false, hours, Double.NaN, Double.NaN, Double.NaN)
        : new FeedbackGate.Recorded(
            false, hours, promise.success(), middle(promise.minutes()), middle(promise.tokens()));
  }

  /** Bounds of a log-normal stand as far from its middle on either side. */
  private static double middle(@Nullable Span bounds) {
    return bounds == null ? Double.NaN : (Math.log(bounds.low()) + Math.log(bounds.high())) / 2;
  }

  private static FeedbackGate.Report told(ReportDecisionOutcome report, @Nullable String asker) {
    String source =
        Objects.requireNonNullElse(report.source(), Objects.requireNonNullElse(asker, ""));
    Long duration = report.durationMs();
    Long tokens = report.tokens();
    Integer conflicts = report.conflicts();
    return new FeedbackGate.Report(
        source,
        report.success(),
        duration == null ? Double.NaN : duration / MILLIS_PER_MINUTE,
        tokens == null ? Double.NaN : tokens / MILLION,
        conflicts == null ? Double.NaN : conflicts);
  }
}
