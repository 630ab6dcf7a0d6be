package dev.muster.learning;

import dev.muster.contract.Experiment;
import dev.muster.contract.ExperimentList;
import dev.muster.contract.ExperimentState;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Id;
import dev.muster.contract.ModelState;
import dev.muster.contract.Refused;
import dev.muster.contract.StartExperiment;
import dev.muster.contract.StopExperiment;
import dev.muster.model.Weights;
import dev.muster.store.ExperimentRows.Latest;
import dev.muster.store.LearnerRows.Learnable;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The experiments of a swarm, within a transaction: nothing of them is remembered outside of the
 * store.
 */
final class Experiments {
  /** So many outcomes after an experiment, the spending of error begins anew. */
  private static final long QUIET_LONG = 5_000;

  private final String swarm;
  private final RandomGenerator random;

  Experiments(String swarm, RandomGenerator random) {
    this.swarm = swarm;
    this.random = random;
  }

  /** Judges outcomes in the commit that says that they are learned, and ends what is decided. */
  static void judge(Tx tx, String swarm, List<Learnable> outcomes, Weights weights, Instant now) {
    Experiment open = tx.experiments().open();
    if (open == null) {
      return;
    }
    ExperimentJudge judge;
    try {
      judge = new ExperimentJudge(open, tx.experiments().state(open.id(), Tally.class), weights);
    } catch (IllegalArgumentException unfit) {
      String why = "it cannot go on: " + unfit.getMessage();
      tx.experiments().end(ended(open, ExperimentState.STOPPED, why, now), learned(tx, swarm));
      return;
    }
    outcomes.forEach(judge::see);
    if (judge.due(now) && tx.learner().waiting() == 0) {
      judge.close(now);
    }
    tx.experiments().put(judged(open, judge, now), judge.tally(), learned(tx, swarm));
  }

  private static Experiment judged(Experiment open, ExperimentJudge judge, Instant now) {
    Experiment seen = with(open, open.state(), null, judge.figures(), null);
    String after = " after " + judge.length();
    return switch (judge.verdict()) {
      case OPEN -> seen;
      case PROMOTED -> ended(seen, ExperimentState.BETTER, "B is better" + after, now);
      case UNDECIDED -> ended(seen, ExperimentState.FUTILE, "no proof" + after, now);
      case WORSE, FAILS_MORE, TAKES_LONGER, TAKES_MORE_TOKENS -> {
        String what = judge.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        yield ended(seen, ExperimentState.WORSE, "B: " + what + after, now);
      }
    };
  }

  private static Experiment ended(
      Experiment open, ExperimentState state, String reason, Instant now) {
    return with(open, state, reason, open.figures(), now);
  }

  private static Experiment with(
      Experiment of,
      ExperimentState state,
      @Nullable String reason,
      Experiment.Figures figures,
      @Nullable Instant until) {
    return new Experiment(
        of.id(),
        of.name(),
        of.b(),
        of.blocks(),
        of.number(),
        state,
        reason,
        figures,
        state == ExperimentState.BETTER ? of.b().conf() : List.of(),
        of.since(),
        until);
  }

  /**
   * Begins one.
   *
   * @throws Refused while another is open, or where B has other weights and no model serves
   */
  ExperimentList start(Tx tx, StartExperiment order, Instant now) {
    Experiment open = tx.experiments().open();
    if (open != null) {
      throw conflict("no open experiment", open.name() + ", " + open.id());
    } else if (order.b().reweighs() && !serves(tx)) {
      throw conflict(
          "a model that serves, through which weights act",
          "the heuristic curve, which knows none");
    }
    var fresh =
        new Experiment(
            Id.next("experiment", now, random),
            order.name(),
            order.b(),
            blocks(order),
            number(tx, swarm),
            ExperimentState.OPEN,
            null,
            none(),
            List.of(),
            now,
            null);
    var judge = new ExperimentJudge(fresh, Tally.fresh(), new Weights(0, 0, 0, 0, 0));
    Experiment begun = with(fresh, ExperimentState.OPEN, null, judge.figures(), null);
    tx.experiments().put(begun, Tally.fresh(), learned(tx, swarm));
    return list(tx);
  }

  private static boolean serves(Tx tx) {
    return tx.models().cards().stream().anyMatch(card -> card.state() == ModelState.CHAMPION);
  }

  private static Refused conflict(String expected, String found) {
    return new Refused(Failure.of(FailureCode.CONFLICT, expected, found));
  }

  private Experiment.@Nullable Blocks blocks(StartExperiment order) {
    Integer minutes = order.blocksMin();
    Integer washout = order.washoutMin();
    return minutes == null || washout == null
        ? null
        : new Experiment.Blocks(minutes, washout, random.nextInt(Integer.MAX_VALUE));
  }

  private static Experiment.Figures none() {
    return new Experiment.Figures(0, 0, 0, List.of(), null, 0, 0, List.of());
  }

  private static int number(Tx tx, String swarm) {
    Latest before = tx.experiments().latest();
    return before == null || learned(tx, swarm) - before.learned() >= QUIET_LONG
        ? 1
        : before.experiment().number() + 1;
  }

  private static long learned(Tx tx, String swarm) {
    return tx.experiments().learned(swarm);
  }

  /**
   * Ends one by hand.
   *
   * @throws Refused when none is open, or another than that
   */
  ExperimentList stop(Tx tx, StopExperiment order, Instant now) {
    Experiment open = tx.experiments().open();
    String id = order.id();
    if (id != null && tx.experiments().all().stream().noneMatch(e -> e.id().equals(id))) {
      throw new Refused(FailureCode.NOT_FOUND, "no experiment has the id " + id);
    } else if (open == null || (id != null && !id.equals(open.id()))) {
      throw conflict(id == null ? "an open experiment" : id + " to be open", found(open));
    }
    Experiment ended = ended(open, ExperimentState.STOPPED, "stopped by hand", now);
    tx.experiments().end(ended, learned(tx, swarm));
    return list(tx);
  }

  private static String found(@Nullable Experiment open) {
    return open == null ? "none" : open.id();
  }

  static ExperimentList list(Tx tx) {
    return new ExperimentList(tx.experiments().all());
  }
}
