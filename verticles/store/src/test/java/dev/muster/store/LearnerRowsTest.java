package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.attemptId;
import static dev.muster.store.Samples.decisionId;
import static dev.muster.store.Samples.stored;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.FailureCode;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.contract.Result;
import dev.muster.store.LearnerRows.Learnable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearnerRowsTest {
  private static final byte[] STATISTICS = {1, 2, 3};

  @AutoClose private final TestStore store;

  LearnerRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void the_next_outcomes_come_in_the_order_of_their_decisions() {
    closed(2, NOW.plusSeconds(5), Result.SUCCEEDED);
    closed(1, NOW.plusSeconds(9), Result.FAILED);
    advised(3, NOW.plusSeconds(7));
    reported(3, true);
    List<Learnable> next = next();
    assertEquals(
        List.of(decisionId(2), decisionId(3), decisionId(1)),
        next.stream().map(outcome -> outcome.decision().id()).toList());
    assertEquals(List.of(true, true, false), next.stream().map(Learnable::success).toList());
  }

  @Test
  void an_outcome_of_ours_says_what_was_measured_and_nothing_else() {
    closed(1, NOW, Result.SUCCEEDED);
    Learnable outcome = next().getFirst();
    assertEquals(attemptId(1), outcome.attempt());
    assertEquals(60_000L, outcome.durationMs());
    assertNull(outcome.tokens());
    assertEquals(1, outcome.value());
    assertNull(outcome.source());
  }

  @Test
  void an_outcome_of_advice_counts_for_its_asker_unless_another_reports_it() {
    advised(1, NOW);
    reported(1, false);
    assertEquals("ci", next().getFirst().source());
    assertNull(next().getFirst().attempt());
  }

  @Test
  void what_is_kept_is_marked_and_never_comes_again() throws SQLException {
    long epoch = take();
    closed(1, NOW, Result.SUCCEEDED);
    closed(2, NOW.plusSeconds(1), Result.FAILED);
    assertTrue(keep(epoch, next()));
    assertEquals(List.of(), next());
    assertEquals(0, store.number(tx -> tx.learner().waiting()));
    assertEquals("1,2", store.sql("SELECT group_concat(learned_as) FROM outcome"));
    var checkpoint = store.read(tx -> Objects.requireNonNull(tx.learner().checkpoint("s")));
    assertEquals(2, checkpoint.learned());
    assertArrayEquals(STATISTICS, checkpoint.statistics());
    assertEquals("how it stands", checkpoint.state(String.class));
  }

  @Test
  void the_latest_that_were_learned_come_in_the_order_in_which_they_were() {
    long epoch = take();
    closed(1, NOW, Result.SUCCEEDED);
    closed(2, NOW.plusSeconds(1), Result.SUCCEEDED);
    advised(3, NOW.plusSeconds(2));
    reported(3, true);
    assertTrue(keep(epoch, next().reversed()));
    closed(4, NOW.plusSeconds(3), Result.SUCCEEDED);
    assertEquals(List.of(decisionId(2), decisionId(1)), latest(2));
    assertEquals(List.of(decisionId(3), decisionId(2), decisionId(1)), latest(10));
  }

  @Test
  void a_learner_whose_epoch_has_passed_keeps_nothing() throws SQLException {
    long before = take();
    long now = take();
    assertEquals(before + 1, now);
    closed(1, NOW, Result.SUCCEEDED);
    assertFalse(keep(before, next()));
    assertEquals(1, next().size());
    assertEquals("null", store.sql("SELECT statistics FROM learner"));
  }

  @Test
  void an_outcome_that_was_learned_already_undoes_the_whole_commit() {
    long epoch = take();
    closed(1, NOW, Result.SUCCEEDED);
    List<Learnable> taken = next();
    assertTrue(keep(epoch, taken));
    var again =
        store.store.write(tx -> tx.learner().keep("s", epoch, taken, STATISTICS, "how it stands"));
    assertTrue(again.toCompletableFuture().handle((done, failed) -> failed != null).join());
    var checkpoint = store.read(tx -> Objects.requireNonNull(tx.learner().checkpoint("s")));
    assertEquals(1, checkpoint.learned());
  }

  @Test
  void an_outcome_of_advice_is_stored_once() {
    advised(1, NOW);
    reported(1, true);
    var again =
        store.store.write(tx -> {
          tx.advice().outcome(report(1, false), true, NOW);
          return true;
        });
    assertEquals(FailureCode.STORE_UNAVAILABLE, TestStore.refusal(again));
    assertTrue(
        store.reads(tx -> Objects.requireNonNull(tx.advice().find(decisionId(1))).reported()));
  }

  @Test
  void what_is_kept_apart_is_counted_with_its_reason() throws SQLException {
    advised(1, NOW);
    store.change(tx -> tx.advice().quarantine(report(1, true), "too long", NOW));
    assertEquals(1, store.number(tx -> tx.advice().quarantined()));
    assertEquals("too long", store.sql("SELECT reason FROM quarantine"));
    assertEquals(List.of(), next());
  }

  private long take() {
    return store.newNumber(tx -> tx.learner().take("s", "pid 1"));
  }

  private List<Learnable> next() {
    return store.read(tx -> tx.learner().next(10));
  }

  private List<DecisionId> latest(int limit) {
    return store.read(tx ->
        tx.learner().latest(limit, outcome -> Objects.requireNonNull(outcome.decision().id())));
  }

  private boolean keep(long epoch, List<Learnable> learned) {
    return store.writes(tx -> tx.learner().keep("s", epoch, learned, STATISTICS, "how it stands"));
  }

  private void closed(int number, Instant decided, Result result) {
    store.change(tx -> {
      Samples.openAttempt(tx, number);
      Decision decision = Decisions.decision(number, decided, List.of());
      tx.decisions().insert(decisionId(number), taskId(number), attemptId(number), decision);
      tx.attempts().close(attemptId(number), result, NOW);
      var attempt = Objects.requireNonNull(tx.attempts().find(attemptId(number)));
      var components = new OutcomeRows.Components(60_000L, null, null, 0, null);
      tx.outcomes().insert(stored(tx, number), attempt, result, components, true, NOW);
    });
  }

  private void advised(int number, Instant decided) {
    Decision decision = Decisions.decision(number, decided, List.of());
    store.change(tx -> tx.advice().insert(decision, "code", 1, "ci"));
  }

  private void reported(int number, boolean success) {
    store.change(tx -> tx.advice().outcome(report(number, success), true, NOW));
  }

  private static ReportDecisionOutcome report(int number, boolean success) {
    return new ReportDecisionOutcome(decisionId(number), success, 1000L, null, null, null);
  }
}
