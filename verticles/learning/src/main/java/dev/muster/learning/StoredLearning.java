package dev.muster.learning;

import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FeedbackTaken;
import dev.muster.contract.ModelList;
import dev.muster.contract.Refused;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.contract.SwitchModel;
import dev.muster.store.LearnerRows.Learnable;
import dev.muster.store.ModelRows;
import dev.muster.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a {@link Learning} learn what the store holds, stores what it came to, and tells who serves.
 * When a commit fails, learning is built again from what was stored, so that nothing is learned
 * twice. Confined to the thread of its executor, on which it must be called, too.
 */
final class StoredLearning {
  private static final Logger LOG = LoggerFactory.getLogger(StoredLearning.class);

  private final Store store;
  private final LearningSettings settings;
  private final Seat seat;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Consumer<Serving> serves;
  private final Executor thread;
  private CompletionStage<?> turn = CompletableFuture.completedStage(null);
  private @Nullable Learning learning;
  private @Nullable String stopped;
  private long epoch;

  /** {@code thread} does one thing after the other. */
  StoredLearning(
      Store store,
      LearningSettings settings,
      Seat seat,
      InstantSource clock,
      RandomGenerator random,
      Consumer<Serving> serves,
      Executor thread) {
    this.store = store;
    this.settings = settings;
    this.seat = seat;
    this.clock = clock;
    this.random = random;
    this.serves = serves;
    this.thread = thread;
  }

  /** Becomes the learner of its swarm; complete when it knows all that was learned before. */
  CompletionStage<?> start() {
    return store
        .write(tx -> tx.learner().take(seat.swarm(), seat.holder()))
        .thenComposeAsync(
            taken -> {
              epoch = taken;
              return inTurn(this::restore);
            },
            thread)
        .thenCompose(restored -> amend(now -> now.begin(clock.instant())));
  }

  /** Learns all outcomes that wait; between two commits others have their turn. */
  void learn() {
    inTurn(this::learnNext)
        .whenCompleteAsync(
            (more, failed) -> {
              if (failed != null) {
                LOG.error("nothing was learned", failed);
              } else if (more) {
                learn();
              }
            },
            thread);
  }

  /** The answer is whether more of them may wait. */
  private CompletionStage<Boolean> learnNext() {
    return stopped != null
        ? CompletableFuture.completedStage(false)
        : present()
            .thenCompose(now -> store.read(tx -> tx.learner().anew(seat.swarm())))
            .thenComposeAsync(anew -> anew ? learnAnew() : learnWaiting(), thread);
  }

  private CompletionStage<Boolean> learnWaiting() {
    return store
        .read(tx -> tx.learner().next(settings.batch()))
        .thenComposeAsync(this::learn, thread);
  }

  /** Something that was learned was taken back since; what is left is learned from the prior on. */
  private CompletionStage<Boolean> learnAnew() {
    Learning now = known();
    return now.anew()
        .learn(store, thread)
        .thenComposeAsync(
            learner -> {
              now.take(learner);
              now.conclude(clock.instant());
              return keep(now, List.of(), true);
            },
            thread)
        .thenApply(kept -> true);
  }

  private CompletionStage<Boolean> learn(List<Learnable> outcomes) {
    if (outcomes.isEmpty()) {
      return CompletableFuture.completedStage(false);
    }
    Learning now = known();
    try {
      now.learn(outcomes);
      now.conclude(clock.instant());
    } catch (RuntimeException failed) {
      learning = null; // it learned a part of them
      return CompletableFuture.failedStage(failed);
    }
    return keep(now, outcomes, false).thenApply(kept -> outcomes.size() == settings.batch());
  }

  /** Stores what was learned with what it was learned from, and all that followed from it. */
  private CompletionStage<Void> keep(Learning now, List<Learnable> outcomes, boolean anew) {
    byte[] statistics = now.statistics();
    LearningState state = now.state();
    List<BiConsumer<ModelRows, Instant>> changes = now.roster().takeChanges();
    Instant at = clock.instant();
    return store
        .write(tx -> {
          boolean kept = tx.learner().keep(seat.swarm(), epoch, outcomes, statistics, state);
          if (kept) {
            changes.forEach(change -> change.accept(tx.models(), at));
            Experiments.judge(tx, seat.swarm(), outcomes, settings.weights(), at);
            if (anew) {
              tx.learner().learnedAnew(seat.swarm());
            }
          }
          return kept;
        })
        .whenCompleteAsync(
            (kept, failed) -> {
              if (failed != null) {
                learning = null; // it knows what nobody stored
              } else if (kept) {
                serves.accept(now.serving());
              } else {
                learning = null;
                stopped = "another learner has taken over " + seat.swarm();
                LOG.error("{}; this one learns no more", stopped);
              }
            },
            thread)
        .thenAccept(kept -> {});
  }

  /** The learning that is in memory, or that which was stored. */
  private CompletionStage<Learning> present() {
    Learning now = learning;
    return now == null ? restore() : CompletableFuture.completedStage(now);
  }

  private Learning known() {
    Learning now = learning;
    if (now == null) {
      throw new IllegalStateException("learning was not restored");
    }
    return now;
  }

  private CompletionStage<Learning> restore() {
    return store.read(tx -> Standing.of(tx, seat.swarm())).thenApplyAsync(this::restored, thread);
  }

  private Learning restored(Standing standing) {
    Learning now;
    try {
      now = standing.restored(settings, random);
    } catch (IllegalArgumentException unreadable) {
      stopped =
          "the checkpoint does not read back and is left as it is: " + unreadable.getMessage();
      LOG.error("nothing is learned: {}", stopped);
      now = standing.fresh(settings, random);
    }
    learning = now;
    serves.accept(now.serving());
    return now;
  }

  /** Takes what is reported of recorded advice, or keeps it away; it is learned later. */
  CompletionStage<FeedbackTaken> report(ReportDecisionOutcome report) {
    return store
        .read(tx -> Feedback.Known.of(tx, report))
        .thenComposeAsync(
            known ->
                remembered()
                    .thenComposeAsync(
                        now -> {
                          Instant at = clock.instant();
                          Feedback.Judged judged =
                              Feedback.judge(known, now.feedback(), report, at);
                          Supplier<CompletionStage<FeedbackTaken>> keeps =
                              () -> store.write(tx -> judged.store(tx, report, random, at));
                          return judged.doubted() ? inTurn(keeps) : keeps.get();
                        },
                        thread),
            thread);
  }

  /** As {@link #present}, without waiting for a turn unless there is something to restore. */
  private CompletionStage<Learning> remembered() {
    Learning now = learning;
    return now == null ? inTurn(this::present) : CompletableFuture.completedStage(now);
  }

  /** How learning stands. */
  CompletionStage<ModelList> list() {
    return inTurn(this::listed);
  }

  private CompletionStage<ModelList> listed() {
    return present()
        .thenCompose(
            now -> store.read(tx -> new Counts(tx.learner().waiting(), tx.advice().quarantined())))
        .thenApplyAsync(
            counts -> known().list(counts.waiting(), counts.quarantined(), stopped), thread);
  }

  private record Counts(long waiting, long quarantined) {}

  /** Does what an operator orders; the answer is how learning stands then. */
  CompletionStage<ModelList> change(SwitchModel order) {
    return inTurn(() -> {
      String why = stopped;
      return why == null
          ? present().thenCompose(now -> change(now, order))
          : CompletableFuture.failedStage(
              new Refused(Failure.of(FailureCode.CONFLICT, "a learner that learns", why)));
    });
  }

  private CompletionStage<ModelList> change(Learning now, SwitchModel order) {
    now.turn(order, clock.instant());
    return keep(now, List.of(), false).thenComposeAsync(kept -> listed(), thread);
  }

  /**
   * Changes what is learned otherwise than by outcomes, and stores it unless nothing came of the
   * change; nothing while learning stands still. May be called on every thread.
   */
  <T> CompletionStage<List<T>> amend(Function<Learning, List<T>> change) {
    return CompletableFuture.supplyAsync(() -> inTurn(() -> amended(change)), thread)
        .thenCompose(amended -> amended);
  }

  private <T> CompletionStage<List<T>> amended(Function<Learning, List<T>> change) {
    return stopped != null
        ? CompletableFuture.completedStage(List.of())
        : present()
            .thenCompose(now -> {
              List<T> done = change.apply(now);
              return done.isEmpty()
                  ? CompletableFuture.completedStage(done)
                  : keep(now, List.of(), false)
                      .thenApply(kept -> stopped == null ? done : List.of());
            });
  }

  /** One after the other: what is learned, ordered and told does not overlap. */
  private <T> CompletionStage<T> inTurn(Supplier<CompletionStage<T>> work) {
    CompletionStage<T> mine =
        turn.handle((before, failed) -> before).thenComposeAsync(before -> work.get(), thread);
    turn = mine;
    return mine;
  }
}
