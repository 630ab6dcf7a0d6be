package dev.muster.learning;

import dev.muster.learning.challenger.Family;
import dev.muster.learning.challenger.RetrainProcess;
import dev.muster.learning.challenger.Rows;
import dev.muster.model.Model;
import dev.muster.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a process fit challengers of other families, and hands them to who learns. That a fit began
 * is stored before it begins, and its card in one commit with its end: a host that ends in between
 * has a challenger fewer, never one twice.
 */
final class StoredRetraining implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoredRetraining.class);

  /** How many of the latest outcomes are read: a host has little memory beside its work. */
  private static final int OUTCOMES_MOST = 5_000;

  private final StoredLearning learning;
  private final Store store;
  private final LearningSettings settings;
  private final RetrainProcess process;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean closed;

  StoredRetraining(
      StoredLearning learning,
      Store store,
      LearningSettings settings,
      RetrainProcess process,
      InstantSource clock,
      RandomGenerator random) {
    this.learning = learning;
    this.store = store;
    this.settings = settings;
    this.process = process;
    this.clock = clock;
    this.random = random;
  }

  /** A fit that is due, and who serves meanwhile. */
  private record Begun(Family family, @Nullable Model champion, long seed) {}

  /** What became of it; without a model when it failed, and why it did. */
  private record Ended(@Nullable Fitted fitted, String note, @Nullable Throwable failed) {}

  /** Fits a challenger when one is due and none is being fitted. */
  void look() {
    if (!settings.retrainEvery().isZero() && busy.compareAndSet(false, true)) {
      learning
          .amend(this::begin)
          .thenCompose(begun ->
              begun.isEmpty()
                  ? CompletableFuture.completedStage(List.<Ended>of())
                  : retrain(begun.getFirst()))
          .whenComplete((done, failed) -> {
            busy.set(false);
            if (failed != null && !closed) {
              LOG.error("no challenger was fitted", failed);
            }
          });
    }
  }

  /** None when none is due. */
  private List<Begun> begin(Learning now) {
    Instant at = clock.instant();
    Family due = now.retraining().due(settings, now.roster(), at);
    if (due == null) {
      return List.of();
    }
    now.retraining().begin(due, at);
    Serving.Named champion = now.serving().champion();
    return List.of(new Begun(due, champion == null ? null : champion.model(), random.nextLong()));
  }

  private CompletionStage<List<Ended>> retrain(Begun begun) {
    return store
        .read(tx -> tx.learner().latest(OUTCOMES_MOST, Lesson::new))
        .thenCompose(lessons -> fitted(begun, lessons))
        .handle((fitted, failed) -> ended(begun, fitted, failed))
        .thenCompose(ended ->
            closed
                ? CompletableFuture.completedStage(List.of())
                : learning.amend(now -> end(now, ended)));
  }

  private CompletionStage<Fitted> fitted(Begun begun, List<Lesson> lessons) {
    var rows = new Rows();
    for (Lesson lesson : lessons) {
      rows.add(lesson.features(), lesson.agents(), lesson.measured());
    }
    return process
        .fit(begun.family(), rows, begun.seed())
        .thenApply(body -> Fitted.of(body, rows, lessons, begun.champion(), settings.weights()));
  }

  private static Ended ended(Begun begun, @Nullable Fitted fitted, @Nullable Throwable failed) {
    if (fitted != null) {
      return new Ended(fitted, fitted.note(), null);
    }
    Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
    String why = cause == null ? "nothing came of it" : String.valueOf(cause.getMessage());
    return new Ended(null, begun.family().label() + ": " + why, cause);
  }

  private List<Ended> end(Learning now, Ended ended) {
    now.retraining().ended(ended.note());
    Fitted fitted = ended.fitted();
    if (fitted == null) {
      LOG.warn("no challenger: {}", ended.note(), ended.failed());
    } else {
      Instant at = clock.instant();
      fitted.join(now.roster(), Roster.id(at, random), at);
      LOG.info("a challenger: {}", ended.note());
    }
    return List.of(ended);
  }

  /** Ends the process that fits; what it would have fitted is left out. */
  @Override
  public void close() {
    closed = true;
    process.close();
  }
}
