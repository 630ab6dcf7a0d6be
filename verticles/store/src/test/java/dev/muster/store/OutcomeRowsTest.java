package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.attemptId;
import static dev.muster.store.Samples.stored;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Attempt;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Landing;
import dev.muster.contract.Result;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutcomeRowsTest {
  private static final OutcomeRows.Components NOTHING =
      new OutcomeRows.Components(null, null, null, 0, null);

  @AutoClose private final TestStore store;

  OutcomeRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void an_outcome_keeps_its_raw_components() throws SQLException {
    insert(
        1,
        Result.CONFLICT,
        new OutcomeRows.Components(4200L, 900L, 1L << 31, 2, Landing.CHECKED),
        true,
        NOW);
    assertEquals(
        attemptId(1) + "|" + taskId(1) + "|code|CONFLICT|0|4200|900|2147483648|2|false|CHECKED",
        row());
    assertEquals("" + NOW.toEpochMilli(), store.sql("SELECT at FROM outcome"));
  }

  @Test
  void what_nobody_measured_is_null_and_what_must_teach_nothing_is_excluded() throws SQLException {
    insert(1, Result.SUCCEEDED, NOTHING, false, NOW);
    assertEquals(attemptId(1) + "|" + taskId(1) + "|code|SUCCEEDED|0|0|excluded", row());
    assertEquals(
        "1",
        store.sql(
            "SELECT duration_ms IS NULL AND tokens IS NULL AND peak_memory_bytes IS NULL"
                + " AND repo IS NULL FROM outcome"));
  }

  @Test
  void an_attempt_has_one_outcome() {
    insert(1, Result.SUCCEEDED, NOTHING, true, NOW);
    assertEquals(
        FailureCode.STORE_UNAVAILABLE,
        TestStore.refusal(
            store.store.write(tx -> {
              Attempt attempt = Objects.requireNonNull(tx.attempts().find(attemptId(1)));
              tx.outcomes().insert(stored(tx, 1), attempt, Result.FAILED, NOTHING, true, NOW);
              return true;
            })));
    assertEquals(1, store.number(tx -> tx.outcomes().count(taskId(1), Result.SUCCEEDED)));
    assertEquals(0, store.number(tx -> tx.outcomes().count(taskId(1), Result.FAILED)));
  }

  @Test
  void history_is_what_was_closed_strictly_before_now() {
    insert(1, Result.SUCCEEDED, NOTHING, true, NOW.minusMillis(1));
    insert(2, Result.FAILED, NOTHING, true, NOW);
    insert(3, Result.FAILED, NOTHING, true, NOW.plusMillis(1));
    assertEquals(Map.of(Result.SUCCEEDED, 1L), history("code", NOW));
    assertEquals(
        Map.of(Result.SUCCEEDED, 1L, Result.FAILED, 1L), history("code", NOW.plusMillis(1)));
    assertEquals(Map.of(), history("review", NOW.plusSeconds(1)));
    assertEquals(
        Map.of(), store.read(tx -> tx.outcomes().history("shop", "code", NOW.plusSeconds(1))));
  }

  @Test
  void the_latest_outcomes_of_a_repository_are_the_newest_in_time() {
    insert(1, Result.FAILED, NOTHING, true, NOW.plusSeconds(2));
    insert(2, Result.SUCCEEDED, NOTHING, true, NOW);
    insert(3, Result.CONFLICT, NOTHING, true, NOW.plusSeconds(1));
    assertEquals(
        Map.of(Result.FAILED, 1L, Result.CONFLICT, 1L),
        store.read(tx -> tx.outcomes().latest(null, 2)));
    assertEquals(Map.of(), store.read(tx -> tx.outcomes().latest("shop", 2)));
  }

  @Test
  void the_usual_duration_of_a_type_is_the_median_of_work_that_came_to_an_end() {
    assertEquals(List.of(), typical(9));
    insert(1, Result.SUCCEEDED, minutes(30), true, NOW);
    insert(2, Result.FAILED, minutes(10), true, NOW.plusSeconds(1));
    insert(3, Result.SUCCEEDED, minutes(20), true, NOW.plusSeconds(2));
    insert(4, Result.SUCCEEDED, NOTHING, true, NOW.plusSeconds(3));
    assertEquals(List.of(20.0), typical(9));
    int number = 5;
    for (Result result : Result.values()) {
      if (!result.judged()) {
        insert(number++, result, minutes(1), false, NOW.plusSeconds(number));
      }
    }
    assertEquals(List.of(20.0), typical(9), "what was cut short");
    assertEquals(List.of(20.0), typical(1), "the latest");
  }

  private List<Double> typical(int limit) {
    return store.read(
        tx -> Stream.ofNullable(tx.outcomes().typicalMinutes("code", limit)).toList());
  }

  private static OutcomeRows.Components minutes(long minutes) {
    return new OutcomeRows.Components(60_000 * minutes, null, null, 0, null);
  }

  @Test
  void late_evidence_is_kept_once_beside_the_outcome() throws SQLException {
    store.change(tx -> tx.outcomes().label(attemptId(1), "reverted", NOW));
    store.change(tx -> tx.outcomes().label(attemptId(1), "reverted", NOW.plusSeconds(1)));
    store.change(tx -> tx.outcomes().label(attemptId(1), "merged", NOW));
    assertEquals("2", store.sql("SELECT COUNT(*) FROM label"));
  }

  private void insert(
      int number,
      Result result,
      OutcomeRows.Components components,
      boolean learnable,
      Instant now) {
    store.change(tx -> {
      Samples.openAttempt(tx, number);
      Attempt attempt = Objects.requireNonNull(tx.attempts().find(attemptId(number)));
      tx.outcomes().insert(stored(tx, number), attempt, result, components, learnable, now);
    });
  }

  private Map<Result, Long> history(String type, Instant now) {
    return store.read(tx -> tx.outcomes().history(null, type, now));
  }

  private String row() throws SQLException {
    return store.sql(
        "SELECT concat_ws('|', attempt_id, task_id, type, repo, result, agents, duration_ms,"
            + " tokens, peak_memory_bytes, conflicts, learned, landing) FROM outcome");
  }
}
