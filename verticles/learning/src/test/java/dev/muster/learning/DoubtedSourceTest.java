package dev.muster.learning;

import static dev.muster.learning.Outcomes.SETTINGS;
import static dev.muster.learning.Outcomes.decisionId;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.FeedbackTaken;
import dev.muster.contract.Notice;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.ReportDecisionOutcome;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One of ten sources reports failures alone where .7 succeed, and twice the minutes. */
@ExtendWith(VertxExtension.class)
final class DoubtedSourceTest {
  private static final int SOURCES = 10;
  private static final int MOST = 600;

  /** As usual, but a surface is fitted at the end alone. */
  private static final LearningSettings RARELY =
      new LearningSettings(
          SETTINGS.every(),
          SETTINGS.batch(),
          SETTINGS.keep(),
          MOST,
          MOST,
          SETTINGS.keepModels(),
          SETTINGS.retrainEvery(),
          SETTINGS.retrainAfter(),
          SETTINGS.weights());

  private final Random random = new Random(1);
  private final Learner honest = new Learner(SETTINGS.keep());

  @Test
  void what_it_said_before_is_learned_anew_without_it(Vertx vertx, @TempDir Path folder) {
    try (var classroom = Classroom.in(folder, vertx).with(RARELY)) {
      classroom.open("one");
      int number = 0;
      while (!report(classroom, number)) {
        number++;
        assertTrue(number < MOST, "nobody was doubted");
      }
      int odd = number / SOURCES + 1;
      classroom.until(list -> Arrays.equals(honest.toBytes(), classroom.statistics()));

      assertEquals(1, classroom.list().cards().size(), "a surface was fitted to what is left");
      assertEquals(odd, classroom.list().quarantined());
      assertEquals(0, classroom.list().waiting());
      assertEquals(
          "source_doubted",
          classroom.report(said(0, false, 20)).reason(),
          "what was taken back is not accepted again");
      Notice notice = classroom.notice();
      assertEquals(NoticeKind.SOURCE_DOUBTED, notice.kind());
      assertEquals("source0", notice.agent());
      assertEquals(odd, notice.count());

      byte[] before = classroom.statistics();
      try (var again = classroom.reopened("two")) {
        assertArrayEquals(before, again.statistics(), "nothing is left to be learned anew");
      }
    }
  }

  /** Whether its source is doubted; what others say is learned, and they never are. */
  private boolean report(Classroom classroom, int number) {
    boolean odd = number % SOURCES == 0;
    boolean success = random.nextDouble() < .7;
    long minutes = random.nextInt(7, 15);
    var decision = Outcomes.promised(number);
    classroom.advise(decision);
    ReportDecisionOutcome report = odd ? said(number, false, 20) : said(number, success, minutes);
    FeedbackTaken taken = classroom.report(report);
    if (odd) {
      return !taken.accepted();
    }
    assertTrue(taken.accepted(), () -> taken + " of " + number);
    var lesson = new Lesson(Outcomes.outcome(decision, report));
    honest.learn(lesson.features(), lesson.agents(), lesson.measured());
    return false;
  }

  private static ReportDecisionOutcome said(int number, boolean success, long minutes) {
    String source = "source" + number % SOURCES;
    return new ReportDecisionOutcome(
        decisionId(number), success, minutes * 60_000, null, 0, source);
  }
}
