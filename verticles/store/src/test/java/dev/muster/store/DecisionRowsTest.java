package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.attemptId;
import static dev.muster.store.Samples.decisionId;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Contribution;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.CurvePoint;
import dev.muster.contract.Decision;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Masked;
import dev.muster.contract.Mode;
import dev.muster.contract.Provenance;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
    Decision decision = decision(1, NOW, List.of(new Masked(2, "1 agent is free")));
    insert(1, decision);
    assertEquals(List.of(decision), store.read(tx -> tx.decisions().of(taskId(1))));
  }

  @Test
  void every_feature_has_its_column_and_an_unknown_one_is_null() throws SQLException {
    insert(1, decision(1, NOW, List.of()));
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
    insert(1, decision(1, NOW, List.of()));
    insert(2, decision(2, NOW, List.of(new Masked(2, "x"))));
    insert(3, decision(3, NOW, List.of(new Masked(3, "x"), new Masked(8, "x"))));
    assertEquals("255", mask(1));
    assertEquals("253", mask(2));
    assertEquals("123", mask(3));
  }

  @Test
  void what_a_learner_needs_stands_in_columns() throws SQLException {
    insert(1, decision(1, NOW, List.of()));
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
    insert(1, decision(1, NOW.plusSeconds(9), List.of()));
    insert(2, decision(2, NOW, List.of()));
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

  /** The features in even places are known and tell their place in tenths. */
  private static Decision decision(int number, Instant at, List<Masked> mask) {
    var features = new ArrayList<Feature>();
    for (FeatureName name : FeatureName.values()) {
      int place = features.size();
      features.add(place % 2 == 0 ? Feature.measured(name, place / 10.0) : Feature.unknown(name));
    }
    return new Decision(
        decisionId(number),
        taskId(number),
        attemptId(number),
        at,
        FeatureName.FEATURES_VERSION,
        features,
        mask,
        List.of(0.1, 0.9, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        2,
        CoordinationClass.SUBOPTIMAL,
        CoordinationClass.SUBOPTIMAL.topology(),
        "heuristic-1",
        Provenance.HEURISTIC,
        1,
        Mode.FALLBACK,
        "no_model",
        List.of(new CurvePoint(1, 0.7, 1.0, 1.0, 0.0, 0.58, null)),
        List.of(new Contribution(FeatureName.TASK_COMPLEXITY, 0.08)),
        "Two agents for this task.",
        null,
        null);
  }
}
