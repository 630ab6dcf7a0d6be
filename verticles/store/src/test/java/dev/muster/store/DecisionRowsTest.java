package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.attemptId;
import static dev.muster.store.Samples.decisionId;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Decision;
import dev.muster.contract.Masked;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecisionRowsTest {
  @AutoClose private final TestStore store;

  DecisionRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void a_decision_comes_back_whole() {
    Decision decision = Decisions.decision(1, NOW, List.of(new Masked(2, "1 agent is free")));
    insert(1, decision);
    assertEquals(List.of(decision), store.read(tx -> tx.decisions().of(taskId(1))));
  }

  @Test
  void every_feature_has_its_column_and_an_unknown_one_is_null() throws SQLException {
    insert(1, Decisions.decision(1, NOW, List.of()));
    assertEquals(
        List.of("0.0", "null", "0.2", "null", "0.4", "null", "0.6", "null", "0.8", "null"),
        List.of(
            store.sql("SELECT task_complexity FROM decision"),
            store.sql("SELECT agent_count FROM decision"),
            store.sql("SELECT memory_usage_percent FROM decision"),
            store.sql("SELECT cpu_utilization FROM decision"),
            store.sql("SELECT cache_hit_ratio FROM decision"),
            store.sql("SELECT historical_success_rate FROM decision"),
            store.sql("SELECT cross_agent_communication FROM decision"),
            store.sql("SELECT semantic_cache_efficiency FROM decision"),
            store.sql("SELECT neural_pattern_confidence FROM decision"),
            store.sql("SELECT resource_contention_score FROM decision")));
  }

  @Test
  void the_mask_has_a_bit_for_each_n_that_was_allowed() throws SQLException {
    insert(1, Decisions.decision(1, NOW, List.of()));
    insert(2, Decisions.decision(2, NOW, List.of(new Masked(2, "x"))));
    insert(3, Decisions.decision(3, NOW, List.of(new Masked(3, "x"), new Masked(8, "x"))));
    assertEquals("255", mask(1));
    assertEquals("253", mask(2));
    assertEquals("123", mask(3));
  }

  @Test
  void what_a_learner_needs_stands_in_columns() throws SQLException {
    insert(1, Decisions.decision(1, NOW, List.of()));
    assertEquals(
        taskId(1)
            + "|"
            + attemptId(1)
            + "|1|[0.1,0.9,0.0,0.0,0.0,0.0,0.0,0.0]|2|heuristic-1|HEURISTIC|1|FALLBACK",
        store.sql(
            "SELECT concat_ws('|', task_id, attempt_id, features_version, propensities, agents,"
                + " model, provenance, utility_version, mode) FROM decision"));
  }

  @Test
  void the_decisions_of_a_task_are_oldest_first_and_the_latest_of_all_newest_first() {
    insert(1, Decisions.decision(1, NOW.plusSeconds(9), List.of()));
    insert(2, Decisions.decision(2, NOW, List.of()));
    assertEquals(texts(2, 1), ids(store.read(tx -> tx.decisions().latest(9))));
    assertEquals(texts(2), ids(store.read(tx -> tx.decisions().latest(1))));
    assertEquals(texts(1), ids(store.read(tx -> tx.decisions().of(taskId(1)))));
  }

  private void insert(int number, Decision decision) {
    store.change(tx ->
        tx.decisions().insert(decisionId(number), taskId(number), attemptId(number), decision));
  }

  private static List<String> ids(List<Decision> decisions) {
    return decisions.stream().map(decision -> String.valueOf(decision.id())).toList();
  }

  private static List<String> texts(int... numbers) {
    return Arrays.stream(numbers).mapToObj(number -> decisionId(number).value()).toList();
  }

  private String mask(int number) throws SQLException {
    return store.sql("SELECT mask FROM decision WHERE id = '" + decisionId(number) + "'");
  }
}
