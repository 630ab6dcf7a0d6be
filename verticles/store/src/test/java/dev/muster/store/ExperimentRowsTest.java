package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.contract.Experiment;
import dev.muster.contract.ExperimentState;
import dev.muster.contract.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentRowsTest {
  private TestStore store;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_finished_one_stays_listed_and_what_its_judge_remembers_stays_too() {
    assertEquals(true, store.read(tx -> tx.experiments().latest() == null));
    store.change(tx -> tx.experiments().put(experiment(1, ExperimentState.OPEN), List.of(7), 3));
    assertEquals(
        experiment(1, ExperimentState.OPEN),
        store.read(tx -> Objects.requireNonNull(tx.experiments().open())));

    store.change(tx -> tx.experiments().end(experiment(1, ExperimentState.STOPPED), 9));
    assertEquals(true, store.read(tx -> tx.experiments().open() == null));
    assertEquals(List.of(7), store.read(tx -> tx.experiments().state("experiment_1", List.class)));
    store.change(tx -> tx.experiments().put(experiment(2, ExperimentState.OPEN), "", 9));
    assertEquals(
        List.of(experiment(2, ExperimentState.OPEN), experiment(1, ExperimentState.STOPPED)),
        store.read(tx -> tx.experiments().all()));
    assertEquals(
        true, store.read(tx -> Objects.requireNonNull(tx.experiments().latest()).learned() == 9));
  }

  @Test
  void only_one_is_open_at_a_time() {
    store.change(tx -> tx.experiments().put(experiment(1, ExperimentState.OPEN), "", 0));
    assertThrows(
        RuntimeException.class,
        () -> store.change(tx -> tx.experiments().put(experiment(2, ExperimentState.OPEN), "", 0)));
  }

  @Test
  void a_state_of_another_form_is_refused() {
    store.change(tx -> tx.experiments().put(experiment(1, ExperimentState.OPEN), "words", 0));
    assertThrows(
        RuntimeException.class,
        () -> store.read(tx -> tx.experiments().state("experiment_1", Strategy.class)));
  }

  private static Experiment experiment(int number, ExperimentState state) {
    return new Experiment(
        "experiment_" + number,
        "cheaper",
        new Strategy(Map.of(), 3),
        null,
        number,
        state,
        null,
        new Experiment.Figures(0, 0, 0, List.of(), null, 1, 40, List.of()),
        List.of(),
        NOW.plusSeconds(number),
        null);
  }
}
