package dev.muster.coordination;

import dev.muster.store.Store;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out admissions on a store; where plugins take part in them, these are asked before. */
final class Admissions {
  private final Store store;
  private final InstantSource clock;
  private final Supplier<MachineReading> machine;
  private final Admission admission;
  private final Clearances clearances;

  Admissions(
      Store store,
      InstantSource clock,
      Supplier<MachineReading> machine,
      Admission admission,
      Clearances clearances) {
    this.store = store;
    this.clock = clock;
    this.machine = machine;
    this.admission = admission;
    this.clearances = clearances;
  }

  /**
   * Admits what can start now; the answer is how many tasks did. Where plugins are asked that is
   * more than one commit, and {@code each} hears after each how many it let start.
   */
  CompletionStage<Integer> admit(IntConsumer each) {
    return store
        .read(tx -> admission.promising(tx, clock.instant()))
        .thenCompose(promising -> {
          if (!promising) {
            return CompletableFuture.completedFuture(0);
          }
          return clearances.wanted() ? admitAsking(each) : admit(null, null, each);
        });
  }

  /** Plugins are asked of each task on its own, so that a slow answer keeps no other waiting. */
  private CompletionStage<Integer> admitAsking(IntConsumer each) {
    return store
        .read(tx -> admission.prospects(tx, machine.get(), clearances, clock.instant()))
        .thenCompose(prospects -> {
          CompletionStage<Integer> admitted = admit(clearances, null, each);
          for (Prospect prospect : prospects) {
            var next =
                clearances.ask(prospect).thenCompose(asked -> admit(clearances, asked, each));
            admitted = admitted.thenCombine(next, Integer::sum);
          }
          return admitted;
        });
  }

  private CompletionStage<Integer> admit(
      @Nullable Clearances cleared, Clearances.@Nullable Asked asked, IntConsumer each) {
    return store
        .write(tx -> {
          var now = clock.instant();
          if (asked != null && asked.veto() != null) {
            admission.refuse(tx, asked.prospect().task().id(), asked.veto(), now);
          }
          return admission.admit(tx, machine.get(), cleared, now);
        })
        .thenApply(started -> {
          each.accept(started);
          return started;
        });
  }
}
