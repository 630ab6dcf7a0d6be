package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.attemptId;
import static dev.muster.store.Samples.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Attempt;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.Denial;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Grade;
import dev.muster.contract.Holder;
import dev.muster.contract.Mode;
import dev.muster.contract.Promise;
import dev.muster.contract.Provenance;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.contract.Result;
import dev.muster.contract.Span;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FigureRowsTest {
  private static final Promise PROMISE = new Promise(.9, new Span(5, 20), null, .8, Grade.B, 10.0);

  @AutoClose private final TestStore store;

  FigureRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void a_closed_decision_comes_with_what_was_promised_and_what_became_of_it() {
    task(1, Result.CONFLICT, NOW, PROMISE);
    assertEquals(
        List.of(
            new FigureRows.Closed(
                NOW, Result.CONFLICT, Samples.taskId(1).value(), 1, 4200L, 900L, 2, PROMISE)),
        closed(9, NOW));
  }

  @Test
  void recorded_advice_stands_beside_the_own_tasks_unless_it_was_recomputed() {
    advice(1, null, null, NOW);
    advice(2, "shop", null, NOW.plusSeconds(1));
    advice(3, "replay", null, NOW);
    advice(4, "shop", "validate", NOW);
    task(5, Result.SUCCEEDED, NOW.minusSeconds(1), null);
    assertEquals(
        List.of(Samples.decisionId(2).value(), Samples.decisionId(1).value(), "task 5"),
        closed(9, NOW).stream().map(c -> c.promise() == null ? "task 5" : c.task()).toList());
  }

  @Test
  void the_latest_are_read_or_all_of_the_time_where_these_are_more() {
    for (int i = 1; i <= 4; i++) {
      task(i, Result.SUCCEEDED, NOW.minus(Duration.ofMinutes(i)), null);
    }
    assertEquals(1, closed(1, NOW).size());
    assertEquals(3, closed(1, NOW.minus(Duration.ofMinutes(3))).size());
    assertEquals(2, closed(2, NOW.minus(Duration.ofMinutes(1))).size());
  }

  @Test
  void the_past_of_a_decision_is_read_by_repository_and_type() {
    task(1, Result.SUCCEEDED, NOW, null);
    task(2, Result.FAILED, NOW.minusSeconds(1), null);
    assertEquals(
        List.of(new FigureRows.Ended(attemptId(1), NOW, Result.SUCCEEDED)),
        store.read(tx -> tx.figures().ended(null, "code", NOW)));
    assertEquals(List.of(), store.read(tx -> tx.figures().ended("shop", "code", NOW)));
    FigureRows.Decided latest = store.read(tx -> tx.figures().decided(1)).getFirst();
    assertEquals(attemptId(2), latest.attempt());
    assertEquals(.75, latest.history());
    assertEquals(null, latest.confidence());
  }

  @Test
  void edits_that_were_prevented_are_counted_without_those_of_a_proof() {
    store.change(tx -> {
      tx.leases().deny(denial("bob", NOW.minusSeconds(1)));
      tx.leases().deny(denial("bob", NOW));
      tx.leases().deny(denial("muster-prove-1", NOW));
    });
    assertEquals(1, prevented(NOW));
    assertEquals(2, prevented(NOW.minusSeconds(1)));
    assertEquals(0, store.number(tx -> tx.figures().unleased(NOW)));
  }

  @Test
  void more_prevented_edits_than_are_kept_are_not_counted() {
    store.change(tx -> {
      for (int i = 0; i < LeaseRows.DENIALS_KEPT; i++) {
        tx.leases().deny(denial("bob", NOW.plusMillis(i)));
      }
    });
    assertTrue(store.reads(tx -> tx.figures().prevented(NOW) == null));
    assertEquals(999, prevented(NOW.plusMillis(1)));
  }

  /** Both are asked for often and grow for as long as a host lives. */
  @Test
  void what_grows_for_ever_is_not_read_whole() throws SQLException {
    for (String query :
        List.of(
            "SELECT COUNT(*) FROM unleased_edit WHERE at >= 7",
            "SELECT reason FROM quarantine WHERE decision_id = 'x' AND report = 'y'")) {
      List<String> plan = store.plan(query);
      assertTrue(plan.stream().allMatch(step -> step.startsWith("SEARCH")), plan::toString);
    }
  }

  private long prevented(Instant since) {
    return store.number(tx -> Objects.requireNonNull(tx.figures().prevented(since)));
  }

  private static Denial denial(String session, Instant at) {
    var lease =
        new FileLease(
            Samples.leaseId(1),
            new FileKey("/shop/.git", "/shop", "A"),
            new Holder("ann", null),
            "codex-ann",
            null,
            null,
            1,
            NOW,
            NOW,
            NOW,
            NOW,
            false,
            0);
    return new Denial(at, new Holder(session, null), "codex-bob", null, lease, 1);
  }

  private List<FigureRows.Closed> closed(int latest, Instant since) {
    return store.read(tx -> tx.figures().closed(latest, since));
  }

  private void task(int number, Result result, Instant at, @Nullable Promise promise) {
    var components = new OutcomeRows.Components(4200L, 900L, null, 2, null);
    store.change(tx -> {
      Samples.openAttempt(tx, number);
      DecisionId id = Samples.decisionId(number);
      tx.decisions()
          .insert(id, Samples.taskId(number), attemptId(number), decision(number, promise));
      Attempt attempt = Objects.requireNonNull(tx.attempts().find(attemptId(number)));
      tx.outcomes().insert(stored(tx, number), attempt, result, components, true, at);
    });
  }

  private void advice(int number, @Nullable String asked, @Nullable String told, Instant at) {
    var report =
        new ReportDecisionOutcome(Samples.decisionId(number), true, null, null, null, told);
    String reporter = Objects.requireNonNullElse(told, Objects.requireNonNullElse(asked, ""));
    store.change(tx -> {
      tx.advice().insert(decision(number, PROMISE), "code", 1, asked);
      tx.advice().outcome(report, reporter, true, at);
    });
  }

  private static Decision decision(int number, @Nullable Promise promise) {
    return new Decision(
        Samples.decisionId(number),
        null,
        null,
        NOW,
        FeatureName.FEATURES_VERSION,
        Arrays.stream(FeatureName.values()).map(FigureRowsTest::feature).toList(),
        List.of(),
        List.of(),
        2,
        CoordinationClass.SUBOPTIMAL,
        "sequential",
        "heuristic-1",
        Provenance.HEURISTIC,
        1,
        Mode.PRODUCTION,
        "",
        List.of(),
        List.of(),
        "",
        promise,
        null,
        null);
  }

  private static Feature feature(FeatureName name) {
    return name == FeatureName.HISTORICAL_SUCCESS_RATE
        ? Feature.measured(name, .75)
        : Feature.unknown(name);
  }
}
