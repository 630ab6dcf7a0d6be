package dev.muster.learning;

import static dev.muster.learning.Outcomes.decision;
import static dev.muster.learning.Outcomes.decisionId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelList;
import dev.muster.contract.ModelState;
import dev.muster.contract.Provenance;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.model.Weights;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** With processes that really fit; the clock stands still, so that one fit is due. */
@ExtendWith(VertxExtension.class)
final class StoredRetrainingTest {
  private static final int OUTCOMES = 300;

  private Classroom classroom;

  @BeforeEach
  void open(Vertx vertx, @TempDir Path folder) {
    Duration often = Duration.ofMillis(20);
    Duration hourly = Duration.ofHours(1);
    var none = new Weights(0, 0, 0, 0, 0);
    classroom =
        Classroom.in(folder, vertx)
            .with(new LearningSettings(often, 200, 1, 9_999, 9_999, 5, hourly, OUTCOMES, none));
    classroom.open("first");
  }

  @AfterEach
  void close() {
    classroom.close();
  }

  @Test
  void outcomes_become_one_challenger_of_another_family_that_is_there_after_a_restart() {
    learn(0, OUTCOMES, 1_000_000L);
    ModelList list = classroom.until(now -> now.cards().size() == 2);
    ModelCard card = boosting(list);
    String note = "not screened: 0 decisions with a coin count as 0 of 200";
    assertEquals(ModelState.CANDIDATE, card.state());
    assertEquals(Provenance.ESTIMATED, card.provenance());
    assertEquals(OUTCOMES, card.outcomes());
    assertEquals(note, card.note());
    assertEquals("boosting on 300 outcomes, " + note, list.retrained());
    assertEquals(75, card.figures().getFirst().count());
    Double baseline = Objects.requireNonNull(card.figures().getFirst().baseline());
    assertEquals(.25, baseline, 1e-4, "half of them succeed");

    classroom = classroom.reopened("second");
    learn(OUTCOMES, OUTCOMES + 1, 1_000_000L);
    classroom.learned(OUTCOMES + 1);
    ModelCard only = boosting(classroom.list());
    assertEquals(2, classroom.list().cards().size());
    assertEquals(card.id(), only.id());
    assertEquals(card.digest(), only.digest());
    assertEquals(list.retrained(), classroom.list().retrained());
  }

  @Test
  void a_fit_that_fails_is_told_and_not_tried_again() {
    learn(0, OUTCOMES, null);
    String failed = "boosting: the outcomes cannot be read, or are too few (exit code 3): ";
    String why = "a fit needs 40 outcomes of each measure, there are 0 of LOG_TOKENS";
    ModelList list = classroom.until(now -> retrained(now).startsWith(failed));
    assertEquals(true, retrained(list).endsWith(why), () -> retrained(list));
    learn(OUTCOMES, OUTCOMES + 1, null);
    classroom.learned(OUTCOMES + 1);
    assertEquals(list.retrained(), classroom.list().retrained());
  }

  private static ModelCard boosting(ModelList list) {
    return list.cards().stream()
        .filter(card -> card.family().equals("boosting"))
        .findFirst()
        .orElseThrow();
  }

  private static String retrained(ModelList list) {
    return String.valueOf(list.retrained());
  }

  /** In one commit; every other succeeds. */
  private void learn(int from, int to, @Nullable Long tokens) {
    classroom.write(tx -> {
      for (int i = from; i < to; i++) {
        tx.advice().insert(decision(i, Provenance.ESTIMATED, null), "code", 1, "test");
        var report =
            new ReportDecisionOutcome(decisionId(i), i % 2 == 0, 120_000L, tokens, 0, "test");
        tx.advice().outcome(report, "test", true, Outcomes.NOW);
      }
      return true;
    });
  }
}
