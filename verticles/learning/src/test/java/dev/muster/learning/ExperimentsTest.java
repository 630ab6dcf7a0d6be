package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Json;
import dev.muster.contract.Experiment;
import dev.muster.contract.ExperimentState;
import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelState;
import dev.muster.contract.Provenance;
import dev.muster.contract.StartExperiment;
import dev.muster.contract.StopExperiment;
import dev.muster.contract.Strategy;
import dev.muster.model.Weights;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import dev.muster.store.Tx;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentsTest {
  private static final Strategy FEWER = new Strategy(Map.of(), 3);
  private static final Strategy DEARER = new Strategy(Map.of("tokens", .4), null);

  private final Experiments experiments = new Experiments("test", new Random(3));
  private Path file;
  private Store store;
  private Instant now = Outcomes.NOW;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = folder.resolve("muster.db");
    store = Store.open(new StoreOptions(file, 2000, 2, 5000), Json.lenient());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void each_experiment_spends_less_until_five_thousand_outcomes_were_quiet() {
    assertEquals(1, start(FEWER).number());
    stop();
    Experiment second = start(FEWER);
    assertEquals(2, second.number());
    assertEquals(2 * 3 / .05, second.figures().needed(), 1e-9);
    stop();
    learned(4_999);
    assertEquals(3, start(FEWER).number());
    stop();
    learned(9_999);
    assertEquals(1, start(FEWER).number());
  }

  @Test
  void weights_need_a_model_that_serves() {
    assertThrows(RuntimeException.class, () -> start(DEARER));
    write(tx -> {
      tx.models().put(champion(), new byte[] {1}, "fitted", now);
      return true;
    });
    assertEquals(ExperimentState.OPEN, start(DEARER).state());
  }

  @Test
  void one_that_was_judged_by_other_weights_is_ended_and_says_why() {
    start(FEWER);
    judge(new Weights(0, 0, 0, 0, 0));
    judge(new Weights(0, 0, 0, 0, 0));
    assertEquals(ExperimentState.OPEN, newest().state());
    judge(new Weights(1, 0, 0, 0, 0));
    assertEquals(ExperimentState.STOPPED, newest().state());
    assertEquals("it cannot go on: the weights of the configuration changed", newest().reason());
    judge(new Weights(1, 0, 0, 0, 0));
  }

  @Test
  void blocks_have_a_seed_that_is_kept() {
    Experiment begun =
        write(tx -> experiments.start(tx, new StartExperiment("x", FEWER, 30, null), now))
            .experiments()
            .getFirst();
    Experiment.Blocks blocks = begun.blocks();
    assertTrue(blocks != null && blocks.minutes() == 30 && blocks.washoutMin() == 6);
    assertEquals(blocks, newest().blocks());
  }

  private Experiment start(Strategy b) {
    now = now.plusSeconds(1);
    return write(tx -> experiments.start(tx, new StartExperiment("x", b, null, null), now))
        .experiments()
        .getFirst();
  }

  private void stop() {
    write(tx -> experiments.stop(tx, new StopExperiment(null), now));
  }

  private void judge(Weights weights) {
    write(tx -> {
      Experiments.judge(tx, "test", List.of(Outcomes.outcome(60, true, null)), weights, now);
      return true;
    });
  }

  private Experiment newest() {
    return write(Experiments::list).experiments().getFirst();
  }

  /** So many outcomes as the learner counts them. */
  private void learned(int outcomes) {
    write(tx -> {
      long epoch = tx.learner().take("test", "one");
      return tx.learner().keep("test", epoch, List.of(), new byte[0], "");
    });
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      connection.createStatement().execute("UPDATE learner SET learned = " + outcomes);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private <T> T write(Function<Tx, T> work) {
    return store.write(work).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static ModelCard champion() {
    return new ModelCard(
        "model_1",
        "surface",
        ModelState.CHAMPION,
        Provenance.ESTIMATED,
        "a test",
        1,
        Outcomes.NOW,
        null,
        List.of(),
        "",
        1,
        null);
  }
}
