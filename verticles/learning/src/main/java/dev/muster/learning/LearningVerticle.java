package dev.muster.learning;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.AttemptChanged;
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
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a {@link Learning} learn what the store holds, stores what it came to, and tells who serves.
 * To be deployed on a worker thread: a fit takes some tens of milliseconds. When a commit fails,
 * learning is built again from what was stored, so that nothing is learned twice.
 */
public final class LearningVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(LearningVerticle.class);

  /** Outcomes are looked for so long after a hint, for those that come with it. */
  private static final long HINTS_MS = 20;

  private final Bus bus;
  private final Store store;
  private final LearningSettings settings;
  private final Names names;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Consumer<Serving> serves;
  private Future<?> turn = Future.succeededFuture();
  private @Nullable Learning learning;
  private @Nullable String stopped;
  private long epoch;
  private long learned;
  private boolean hinted;

  /** Of the swarm that learns, and of who learns for it. */
  public record Names(String swarm, String holder) {}

  public LearningVerticle(
      Bus bus,
      Store store,
      LearningSettings settings,
      Names names,
      InstantSource clock,
      RandomGenerator random,
      Consumer<Serving> serves) {
    this.bus = bus;
    this.store = store;
    this.settings = settings;
    this.names = names;
    this.clock = clock;
    this.random = random;
    this.serves = serves;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(settings.every().toMillis(), timer -> learn());
    return on(store.write(tx -> tx.learner().take(names.swarm(), names.holder())))
        .compose(taken -> {
          epoch = taken;
          return inTurn(this::restore);
        })
        .compose(restored ->
            Future.all(
                bus.serve(Addresses.DECIDE_OUTCOME, this::report),
                bus.serve(Addresses.MODEL_DESCRIBE, q -> inTurn(this::list)),
                bus.serve(Addresses.MODEL_SWITCH, q -> inTurn(() -> change(q))),
                bus.subscribe(Addresses.ATTEMPT_EVENTS, this::hint)));
  }

  private void hint(AttemptChanged event) {
    if (event.attempt().result() != null) {
      hint();
    }
  }

  private void hint() {
    if (!hinted) {
      hinted = true;
      vertx.setTimer(HINTS_MS, timer -> learn());
    }
  }

  private void learn() {
    hinted = false;
    inTurn(this::learnNext).onFailure(failure -> LOG.error("nothing was learned", failure));
  }

  private Future<Void> learnNext() {
    if (stopped != null) {
      return Future.succeededFuture();
    }
    return present()
        .compose(present -> on(store.read(tx -> tx.learner().next(settings.batch()))))
        .compose(outcomes -> outcomes.isEmpty() ? Future.succeededFuture() : learn(outcomes));
  }

  private Future<Void> learn(List<Learnable> outcomes) {
    Learning now = known();
    try {
      now.learn(outcomes);
      now.conclude(clock.instant());
    } catch (RuntimeException failed) {
      learning = null; // it learned a part of them
      return Future.failedFuture(failed);
    }
    if (outcomes.size() == settings.batch()) {
      hint();
    }
    return keep(now, outcomes);
  }

  /** Stores what was learned with what it was learned from, and all that followed from it. */
  private Future<Void> keep(Learning now, List<Learnable> outcomes) {
    byte[] statistics = now.statistics();
    LearningState state = now.state();
    List<BiConsumer<ModelRows, Instant>> changes = now.roster().takeChanges();
    Instant at = clock.instant();
    return on(store.write(tx -> {
      boolean kept = tx.learner().keep(names.swarm(), epoch, outcomes, statistics, state);
      if (kept) {
        changes.forEach(change -> change.accept(tx.models(), at));
        Experiments.judge(tx, names.swarm(), outcomes, settings.weights(), at);
      }
      return kept;
    }))
        .onFailure(failure -> learning = null) // it knows what nobody stored
        .compose(kept -> kept ? kept(now, outcomes.size()) : overtaken());
  }

  private Future<Void> kept(Learning now, int outcomes) {
    learned += outcomes;
    serves.accept(now.serving());
    return Future.succeededFuture();
  }

  private Future<Void> overtaken() {
    learning = null;
    stopped = "another learner has taken over " + names.swarm();
    LOG.error("{}; this one learns no more", stopped);
    return Future.succeededFuture();
  }

  /** The learning that is in memory, or that which was stored. */
  private Future<Learning> present() {
    Learning now = learning;
    return now == null ? restore() : Future.succeededFuture(now);
  }

  private Learning known() {
    Learning now = learning;
    if (now == null) {
      throw new IllegalStateException("learning was not restored");
    }
    return now;
  }

  private Future<Learning> restore() {
    return on(store.read(tx -> Standing.of(tx, names.swarm()))).map(this::restored);
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
    learned = standing.learned();
    serves.accept(now.serving());
    return now;
  }

  private Future<FeedbackTaken> report(ReportDecisionOutcome report) {
    return on(store.read(tx -> Feedback.Known.of(tx, report)))
        .compose(known ->
            present()
                .compose(now -> {
                  Instant at = clock.instant();
                  Feedback.Judged judged = Feedback.judge(known, now.feedback(), report, at);
                  return on(store.write(tx -> judged.store(tx, report, at)));
                }))
        .onSuccess(taken -> hint());
  }

  private Future<ModelList> list() {
    return present()
        .compose(now ->
            on(store.read(tx -> new Counts(tx.learner().waiting(), tx.advice().quarantined())))
                .map(counts -> now.list(learned, counts.waiting(), counts.quarantined(), stopped)));
  }

  private record Counts(long waiting, long quarantined) {}

  private Future<ModelList> change(SwitchModel order) {
    String why = stopped;
    if (why != null) {
      return Future.failedFuture(
          new Refused(Failure.of(FailureCode.CONFLICT, "a learner that learns", why)));
    }
    return present()
        .compose(now -> {
          now.turn(order, clock.instant());
          return keep(now, List.of());
        })
        .compose(kept -> list());
  }

  /** One after the other: what is learned, ordered and told does not overlap. */
  private <T> Future<T> inTurn(Supplier<Future<T>> work) {
    Future<T> mine = turn.otherwiseEmpty().compose(before -> work.get());
    turn = mine;
    return mine;
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
