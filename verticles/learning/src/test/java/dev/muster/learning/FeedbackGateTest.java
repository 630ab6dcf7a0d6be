package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.learning.FeedbackGate.Answer;
import dev.muster.learning.FeedbackGate.Recorded;
import dev.muster.learning.FeedbackGate.Report;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FeedbackGateTest {
  private static final Recorded DECISION = new Recorded(1, .7, Math.log(10), Math.log(2));

  private final FeedbackGate gate = new FeedbackGate();
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void a_report_of_a_decision_older_than_thirty_days_is_not_learned() {
    assertEquals(Answer.TOO_LATE, gate.judge(new Recorded(721, .7, 2.3, .7), report("a", 10)));
    assertEquals(Answer.ACCEPTED, gate.judge(DECISION, report("a", 10)));
  }

  @Test
  void what_is_not_finite_or_cannot_be_is_not_learned() {
    for (double minutes : new double[] {Double.POSITIVE_INFINITY, 0, -1, 44_641}) {
      assertEquals(Answer.OUT_OF_RANGE, gate.judge(DECISION, report("a", minutes)));
    }
    assertEquals(Answer.OUT_OF_RANGE, gate.judge(DECISION, new Report("a", true, 1, -1, 0)));
    assertEquals(Answer.OUT_OF_RANGE, gate.judge(DECISION, new Report("a", true, 1, 1, 1_001)));
    assertEquals(
        Answer.OUT_OF_RANGE,
        gate.judge(DECISION, new Report("a", true, 1, Double.POSITIVE_INFINITY, 0)));
  }

  @Test
  void an_unknown_measure_is_no_fault() {
    assertEquals(
        Answer.ACCEPTED, gate.judge(DECISION, new Report("a", true, 10, Double.NaN, Double.NaN)));
    assertEquals(Answer.ACCEPTED, gate.judge(DECISION, new Report("a", true, Double.NaN, 1, 0)));
  }

  /** Honest minutes deviate by a factor of e^.3; e^4 times as long is 13 deviations. */
  @Test
  void a_duration_far_from_all_others_is_an_outlier() {
    for (int i = 0; i < 100; i++) {
      gate.judge(DECISION, honest("a"));
    }
    assertEquals(Answer.OUTLIER, gate.judge(DECISION, report("a", 10 * Math.exp(4))));
    assertEquals(Answer.ACCEPTED, gate.judge(DECISION, report("a", 10)));
  }

  /** 40 sources may have 5 % each: of 1,000 recent reports 50. */
  @Test
  void a_source_that_reports_most_of_all_is_learned_from_only_in_its_share() {
    int loud = 0;
    for (int i = 0; i < 2_500; i++) {
      boolean own = i % 2 == 0;
      Answer answer = gate.judge(DECISION, honest(own ? "loud" : "quiet" + random.nextInt(39)));
      loud += own && i >= 1_500 && answer == Answer.ACCEPTED ? 1 : 0;
    }
    assertTrue(loud <= 50, loud + " of the last 1,000, seed " + seed);
    assertTrue(loud >= 40, loud + " of the last 1,000, seed " + seed);
  }

  @Test
  void few_sources_may_say_all_there_is() {
    for (int i = 0; i < 1_000; i++) {
      Answer answer = gate.judge(DECISION, honest("source" + i % 3));
      assertTrue(answer != Answer.SOURCE_TOO_LOUD, "report " + i);
    }
  }

  /** It reports failures alone where .7 succeed, and 1.8 times the minutes, each within bounds. */
  @Test
  void a_source_that_is_odd_in_all_it_says_is_doubted_and_the_others_are_not() {
    int learned = 0;
    int honestLost = 0;
    for (int i = 0; i < 2_000; i++) {
      boolean poisoned = i % 20 == 0;
      Report report =
          poisoned ? new Report("odd", false, 18, Double.NaN, 0) : honest("source" + i % 20);
      Answer answer = gate.judge(DECISION, report);
      learned += poisoned && answer == Answer.ACCEPTED ? 1 : 0;
      honestLost += !poisoned && answer == Answer.SOURCE_DOUBTED ? 1 : 0;
    }
    assertTrue(learned <= 50, learned + " of 100 odd ones learned, seed " + seed);
    assertTrue(honestLost <= 20, honestLost + " of 1,900 lost, seed " + seed);
  }

  @Test
  void a_gate_goes_on_from_its_snapshot_as_if_nothing_had_happened() {
    var other = new FeedbackGate();
    for (int i = 0; i < 400; i++) {
      Report report = i % 7 == 0 ? report("a", 100) : honest("b" + i % 5);
      assertEquals(gate.judge(DECISION, report), other.judge(DECISION, report));
      other = i % 50 == 0 ? new FeedbackGate(other.snapshot()) : other;
    }
    assertEquals(gate.snapshot(), other.snapshot());
  }

  private Report honest(String source) {
    boolean success = random.nextDouble() < .7;
    return new Report(source, success, 10 * Math.exp(.3 * random.nextGaussian()), 2, 0);
  }

  private static Report report(String source, double minutes) {
    return new Report(source, true, minutes, Double.NaN, Double.NaN);
  }
}
