package dev.muster.learning;

import dev.muster.store.LearnerRows.Learned;
import dev.muster.store.Store;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Learns again what the store says was learned, in the same order and with the same alarms. What
 * was taken back since is no longer there. Confined to one thread.
 */
final class Anew {
  /** What weighs less than this is left out. */
  private static final double WEIGHT_LEAST = 1e-9;

  private final Learner learner;
  private final int page;
  private final Deque<Long> alarms;
  private long learned;

  /**
   * @param learner which has learned nothing
   * @param page outcomes that are read at once
   * @param until as many outcomes were learned
   * @param alarms the how many-th outcomes they rang at, from 1
   */
  Anew(Learner learner, int page, long until, List<Long> alarms) {
    this.learner = learner;
    this.page = page;
    this.alarms = new ArrayDeque<>(alarms);
    this.learned = Math.max(0, until - learner.within(WEIGHT_LEAST));
  }

  /** The learner when it knows all of them. */
  CompletionStage<Learner> learn(Store store, Executor thread) {
    return store
        .read(tx -> tx.learner().after(learned, page))
        .thenComposeAsync(
            outcomes -> {
              outcomes.forEach(this::learn);
              return outcomes.size() < page
                  ? CompletableFuture.completedStage(learner)
                  : learn(store, thread);
            },
            thread);
  }

  void learn(Learned next) {
    learned = next.number();
    while (!alarms.isEmpty() && alarms.getFirst() <= learned) {
      alarms.removeFirst();
      learner.discount(DriftWatch.KEPT);
    }
    var lesson = new Lesson(next.outcome());
    learner.learn(lesson.features(), lesson.agents(), lesson.measured());
  }
}
