package dev.muster.coordination.lease;

import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.store.LeaseRows.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Steps that are written in one commit, all or none. From its making until it is settled every
 * lease in it is set aside: whoever asks for one is told to wait, or denied.
 */
final class Change {
  /** What is done to a lease. */
  enum Kind {
    GRANT,
    HAND_OVER,
    END
  }

  /**
   * One lease, as it is to be in the store; {@code why} only of an end. A grant and a hand-over get
   * their fence when they are written.
   */
  record Step(Kind kind, FileLease lease, String cause, @Nullable Ended why) {}

  private final List<Hold> holds = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

  private void add(Hold hold, Step step) {
    holds.add(hold);
    steps.add(step);
    hold.change(this);
  }

  void grant(Hold hold) {
    add(hold, new Step(Kind.GRANT, hold.lease(), "granted", null));
  }

  void handOver(Hold hold, Holder to, boolean lent) {
    FileLease after = hold.handedTo(to, lent);
    add(hold, new Step(Kind.HAND_OVER, after, lent ? "lent" : "returned", null));
  }

  void end(Hold hold, Ended why) {
    String cause =
        switch (why) {
          case IDLE, HOLD_MAX -> "expired";
          case RELEASED, ATTEMPT_ENDED -> "released";
          case RELEASED_BY_OPERATOR -> "released_by_operator";
        };
    add(hold, new Step(Kind.END, hold.lease(), cause, why));
  }

  /** What is to be written; safe to read on another thread. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** The leases of the steps, in the same order. */
  List<Hold> holds() {
    return holds;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  Kind kind(Hold hold) {
    return steps.get(holds.indexOf(hold)).kind();
  }

  /** Completes when this is written, or could not be; those who wait go on in their order. */
  CompletionStage<Void> settled() {
    var turn = new CompletableFuture<Void>();
    waiting.add(turn);
    return turn;
  }

  void settle() {
    waiting.forEach(turn -> turn.complete(null));
  }
}
