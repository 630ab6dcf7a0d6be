package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.contract.Addresses;
import dev.muster.contract.Decision;
import dev.muster.contract.DescribeModels;
import dev.muster.contract.FeedbackTaken;
import dev.muster.contract.ModelList;
import dev.muster.contract.Notice;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import dev.muster.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A verticle that learns, over a store and a bus of its own, whose answers are waited for. */
final class Classroom implements AutoCloseable {
  private final Path file;
  private final Vertx vertx;
  private final Bus bus;
  private final Store store;
  private LearningSettings settings = Outcomes.SETTINGS;
  private final AtomicReference<@Nullable Serving> serving = new AtomicReference<>();
  private @Nullable String deployed;

  private Classroom(Path file, Vertx vertx, Bus bus) {
    this.file = file;
    this.vertx = vertx;
    this.bus = bus;
    this.store = Store.open(new StoreOptions(file, 2000, 2, 5000), Json.lenient());
  }

  static Classroom in(Path folder, Vertx vertx) {
    return new Classroom(
        folder.resolve("muster.db"), vertx, Bus.install(vertx, Duration.ofSeconds(30)));
  }

  /** With other settings than usual, from the next opening on. */
  Classroom with(LearningSettings other) {
    settings = other;
    return this;
  }

  /** Where challengers are fitted. */
  Path retrained() {
    return file.resolveSibling("retrain");
  }

  Classroom reopened(String holder) {
    close();
    var again = new Classroom(file, vertx, bus).with(settings);
    again.open(holder);
    return again;
  }

  void open(String holder) {
    var verticle =
        new LearningVerticle(
            bus,
            store,
            settings,
            new Seat("test", holder, retrained()),
            () -> Outcomes.NOW.plusSeconds(3600),
            new Random(1),
            serving::set);
    deployed = await(vertx.deployVerticle(verticle));
  }

  void advise(Decision decision) {
    write(tx -> {
      tx.advice().insert(decision, "code", 1, "test");
      return true;
    });
  }

  FeedbackTaken report(ReportDecisionOutcome report) {
    return await(bus.request(Addresses.DECIDE_OUTCOME, report));
  }

  ModelList list() {
    return await(bus.request(Addresses.MODEL_DESCRIBE, new DescribeModels()));
  }

  Serving serving() {
    return Objects.requireNonNull(serving.get());
  }

  /** Waits until so many outcomes were learned. */
  void learned(long outcomes) {
    until(list -> list.learned() == outcomes);
  }

  /** Waits until it learns no more. */
  ModelList stopped() {
    return until(list -> list.stopped() != null);
  }

  /** Waits until what was learned was given up, and is built again from the store. */
  void failed() {
    Serving before = serving();
    until(list -> !sameAs(before));
  }

  @SuppressWarnings("ReferenceEquality") // an equal one is another one
  private boolean sameAs(Serving before) {
    return serving() == before;
  }

  ModelList until(Predicate<ModelList> holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      ModelList list = list();
      if (holds.test(list)) {
        return list;
      }
      assertTrue(System.nanoTime() < end, list::toString);
    }
  }

  <T> T write(Function<Tx, T> work) {
    return done(store.write(work));
  }

  /** The only one. */
  Notice notice() {
    List<Notice> open = done(store.read(tx -> tx.notices().open()));
    assertEquals(1, open.size());
    return open.getFirst();
  }

  byte[] statistics() {
    return done(
        store.read(tx ->
            Objects.requireNonNull(
                Objects.requireNonNull(tx.learner().checkpoint("test")).statistics())));
  }

  /** By a connection of its own. */
  void sql(String statement) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      connection.createStatement().execute(statement);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  @Override
  public void close() {
    String running = deployed;
    if (running != null) {
      deployed = null;
      await(vertx.undeploy(running));
    }
    store.close();
  }
}
