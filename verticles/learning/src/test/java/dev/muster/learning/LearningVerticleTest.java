package dev.muster.learning;

import static dev.muster.learning.Outcomes.SETTINGS;
import static dev.muster.learning.Outcomes.decision;
import static dev.muster.learning.Outcomes.decisionId;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.contract.FailureCode;
import dev.muster.contract.FeedbackTaken;
import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelList;
import dev.muster.contract.Provenance;
import dev.muster.contract.Refused;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.contract.Trial;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class LearningVerticleTest {
  private Classroom classroom;

  @BeforeEach
  void open(Vertx vertx, @TempDir Path folder) {
    classroom = Classroom.in(folder, vertx);
  }

  @AfterEach
  void close() {
    classroom.close();
  }

  @Test
  void outcomes_lead_from_the_heuristic_curve_to_a_model_that_serves_and_stays_after_a_restart() {
    classroom.open("first");
    report(0, SETTINGS.refitEach());
    classroom.learned(SETTINGS.refitEach());
    String challenger = challenger();
    for (int i = 0; i < 50; i++) {
      boolean played = i % 2 == 0;
      Trial trial = Outcomes.trial("heuristic-1", challenger, played);
      classroom.advise(decision(100 + i, Provenance.ESTIMATED, trial));
      assertEquals(true, report(100 + i, played).accepted());
    }
    classroom.learned(60);

    ModelCard champion = Objects.requireNonNull(classroom.serving().champion()).card();
    assertEquals(challenger, champion.id());

    classroom = classroom.reopened("second");
    assertEquals(champion, Objects.requireNonNull(classroom.serving().champion()).card());
    assertEquals(60, classroom.list().learned());
  }

  /** The commit fails once; what was learned in memory is forgotten, and learned again. */
  @Test
  void an_outcome_is_learned_once_when_its_commit_fails() {
    classroom.open("one");
    classroom.sql(
        "CREATE TRIGGER full BEFORE UPDATE OF statistics ON learner"
            + " BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    report(0, 5);
    classroom.failed();
    assertEquals(0, classroom.list().learned());

    classroom.sql("DROP TRIGGER full");
    report(5, 6);
    classroom.learned(6);

    var once = new Learner(SETTINGS.keep());
    for (int i = 0; i < 6; i++) {
      var lesson = new Lesson(Outcomes.outcome(i, true, null));
      once.learn(lesson.features(), lesson.agents(), lesson.measured());
    }
    assertArrayEquals(once.toBytes(), classroom.statistics());
  }

  /** 1 + .999 + .999^2 = 2.997 of the first three; then half of it and the fourth. */
  @Test
  void how_much_is_kept_is_what_the_configuration_says_after_a_restart_too() {
    classroom.open("one");
    report(0, 3);
    classroom.learned(3);
    classroom = classroom.with(keeping(.5)).reopened("two");
    report(3, 4);
    classroom.learned(4);
    assertEquals(
        2.997001 / 2 + 1, Learner.of(classroom.statistics(), Prior.none()).outcomes(), 1e-9);
  }

  private static LearningSettings keeping(double keep) {
    return new LearningSettings(
        SETTINGS.every(),
        SETTINGS.batch(),
        keep,
        SETTINGS.refitEach(),
        SETTINGS.canaryAfter(),
        SETTINGS.keepModels(),
        SETTINGS.retrainEvery(),
        SETTINGS.retrainAfter(),
        SETTINGS.weights());
  }

  @Test
  void a_learner_that_was_overtaken_learns_no_more() {
    classroom.open("one");
    classroom.write(tx -> tx.learner().take("test", "two"));
    report(0, 3);
    ModelList list = classroom.stopped();
    assertEquals("another learner has taken over test", list.stopped());
    assertEquals(0, list.learned());
    assertEquals(3, list.waiting());
  }

  @Test
  void a_checkpoint_that_does_not_read_back_is_left_as_it_is() {
    classroom.open("one");
    report(0, 3);
    classroom.learned(3);
    classroom.sql("UPDATE learner SET statistics = x'0102'");

    classroom = classroom.reopened("two");
    assertEquals(
        "the checkpoint does not read back and is left as it is: muster-learner: 2 bytes are too"
            + " few",
        classroom.list().stopped());
    assertArrayEquals(new byte[] {1, 2}, classroom.statistics());
  }

  @Test
  void a_report_is_taken_once() {
    classroom.open("one");
    assertEquals(FailureCode.NOT_FOUND, refusal(outcome(1, true, 120_000L)));
    classroom.advise(decision(1, Provenance.ESTIMATED, null));
    FeedbackTaken taken = classroom.report(outcome(1, true, 120_000L));
    assertEquals(new FeedbackTaken(decisionId(1), true, null), taken);
    assertEquals(taken, classroom.report(outcome(1, true, 120_000L)));
    assertEquals(FailureCode.CONFLICT, refusal(outcome(1, false, 120_000L)));
    classroom.learned(1);
  }

  @Test
  void what_cannot_be_is_kept_in_quarantine_with_the_reason() {
    classroom.open("one");
    classroom.advise(decision(1, Provenance.ESTIMATED, null));
    classroom.advise(Outcomes.oldDecision(2));
    classroom.advise(decision(3, Provenance.PINNED, null));

    FeedbackTaken noTime = classroom.report(outcome(1, true, 0L));
    assertEquals("out_of_range", noTime.reason());
    assertEquals(noTime, classroom.report(outcome(1, true, 0L)));
    assertEquals("too_late", classroom.report(outcome(2, true, 120_000L)).reason());
    assertEquals(2, classroom.list().quarantined());
    assertEquals(false, classroom.report(outcome(3, true, 120_000L)).accepted());
    assertEquals(0, classroom.list().waiting());

    assertNull(classroom.report(outcome(1, true, 120_000L)).reason(), "it may be put right");
  }

  private String challenger() {
    return Objects.requireNonNull(classroom.list().canary()).challenger();
  }

  private void report(int from, int to) {
    for (int i = from; i < to; i++) {
      classroom.advise(decision(i, Provenance.ESTIMATED, null));
      report(i, true);
    }
  }

  private FeedbackTaken report(int number, boolean success) {
    return classroom.report(outcome(number, success, 120_000L));
  }

  private static ReportDecisionOutcome outcome(int number, boolean success, Long durationMs) {
    return new ReportDecisionOutcome(
        decisionId(number), success, durationMs, 1_000_000L, 0, "test");
  }

  private FailureCode refusal(ReportDecisionOutcome report) {
    var thrown = assertThrows(Exception.class, () -> classroom.report(report));
    return assertInstanceOf(Refused.class, thrown).failure().code();
  }
}
