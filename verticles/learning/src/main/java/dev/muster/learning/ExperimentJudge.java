package dev.muster.learning;

import dev.muster.contract.Arm;
import dev.muster.contract.Experiment;
import dev.muster.contract.PlayedArm;
import dev.muster.contract.Provenance;
import dev.muster.contract.Trial;
import dev.muster.learning.Tally.Mean;
import dev.muster.learning.Tally.Reading;
import dev.muster.learning.Tally.Share;
import dev.muster.model.Weights;
import dev.muster.store.LearnerRows.Learnable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the arms of an experiment by the gate that judges models. A unit is a task on which the
 * arms differed, or the mean of a block; of each is expected what the units before it came to,
 * which does not depend on its own coin.
 */
final class ExperimentJudge {
  /** Five hundred blocks of half an hour are ten days and a half. */
  private static final Canary.Patience BLOCKS = new Canary.Patience(20, 500);

  private static final double MILLION = 1e6;
  private static final double UNKNOWN_REWARD = .5;

  private final Experiment experiment;
  private final Weights weights;
  private final Canary canary;
  private final MeanBounds bounds;
  private final List<Tally.Block> blocks;
  private Share a;
  private Share b;
  private Mean reward;
  private Mean failure;
  private Mean logMinutes;
  private Mean logTokens;
  private long closed;
  private long outcomes;
  private long late;

  /**
   * Goes on from {@code tally}; {@code weights} are those of the configuration.
   *
   * @throws IllegalArgumentException when they are not those that it began with
   */
  ExperimentJudge(Experiment experiment, Tally tally, Weights weights) {
    if (tally.version() != Tally.VERSION) {
      throw new IllegalArgumentException(
          "the tally must be of version " + Tally.VERSION + ", was " + tally.version());
    }
    if (tally.yardstick() != null && !tally.yardstick().equals(weights)) {
      throw new IllegalArgumentException("the weights of the configuration changed");
    }
    this.experiment = experiment;
    this.weights = weights;
    Canary.Patience patience = experiment.blocks() == null ? Canary.USUAL : BLOCKS;
    this.canary = new Canary(experiment.number(), patience, tally.test());
    this.bounds = new MeanBounds(Canary.BOUND, tally.bounds());
    this.blocks = new ArrayList<>(tally.blocks());
    this.a = tally.a();
    this.b = tally.b();
    this.reward = tally.reward();
    this.failure = tally.failure();
    this.logMinutes = tally.logMinutes();
    this.logTokens = tally.logTokens();
    this.closed = tally.closed();
    this.outcomes = tally.outcomes();
    this.late = tally.late();
  }

  /** Sees an outcome; those of other decisions are only counted. */
  void see(Learnable outcome) {
    if (canary.verdict() != Canary.Verdict.OPEN
        || outcome.decision().at().isBefore(experiment.since())) {
      return;
    }
    outcomes++;
    PlayedArm played = outcome.decision().arm();
    if (played == null || !played.experiment().equals(experiment.id()) || !played.counted()) {
      return;
    }
    Experiment.Blocks parted = experiment.blocks();
    Long block = played.block();
    if (parted != null
        && block != null
        && (block < closed || outcome.at().isAfter(deadline(parted, block)))) {
      late++;
      return;
    }
    Reading reading = reading(outcome);
    if (!Double.isFinite(reading.reward())) {
      return;
    }
    if (played.arm() == Arm.A) {
      a = a.with(reading);
    } else {
      b = b.with(reading);
    }
    if (block == null) {
      judge(played.arm(), reading);
    } else {
      add(block, played.arm(), reading);
    }
  }

  /** What nobody measured is what outcomes came to before. */
  private Reading reading(Learnable outcome) {
    double minutes = logMinutes.or(0);
    double tokens = logTokens.or(0);
    var usual = new Trial("", "", 1, 1, false, 0, 0, minutes, tokens);
    Canary.Disagreement read = new Lesson(outcome).disagreement(usual, weights);
    return new Reading(
        read.reward(), read.failed() ? 1 : 0, read.longer() + minutes, read.more() + tokens);
  }

  private void add(long number, Arm arm, Reading reading) {
    for (int i = 0; i < blocks.size(); i++) {
      Tally.Block block = blocks.get(i);
      if (block.number() == number) {
        blocks.set(i, new Tally.Block(number, arm, block.share().with(reading)));
        return;
      }
    }
    blocks.add(new Tally.Block(number, arm, Share.NONE.with(reading)));
    blocks.sort(Comparator.comparingLong(Tally.Block::number));
  }

  /** Whether a block is over for so long that its outcomes are in. */
  boolean due(Instant now) {
    Experiment.Blocks parted = experiment.blocks();
    return parted != null
        && !blocks.isEmpty()
        && now.isAfter(deadline(parted, blocks.getFirst().number()));
  }

  /** Judges the blocks that are due; all outcomes until now must have been seen. */
  void close(Instant now) {
    while (due(now)) {
      Tally.Block block = blocks.removeFirst();
      closed = block.number() + 1;
      judge(block.arm(), block.share().mean());
    }
  }

  /** Outcomes have the time of another block to come in. */
  private Instant deadline(Experiment.Blocks parted, long number) {
    return experiment.since().plus(Duration.ofMinutes(parted.minutes()).multipliedBy(number + 2));
  }

  private void judge(Arm arm, Reading unit) {
    if (canary.verdict() != Canary.Verdict.OPEN) {
      return;
    }
    var surprises =
        new Canary.Surprises(
            Canary.surprise(unit.reward(), reward.or(UNKNOWN_REWARD)),
            Canary.surprise(unit.failure(), failure.or(UNKNOWN_REWARD)),
            unit.logMinutes() - logMinutes.or(Double.NaN),
            unit.logTokens() - logTokens.or(Double.NaN));
    canary.see(arm == Arm.B, surprises);
    bounds.see((arm == Arm.B ? 2 : -2) * surprises.reward());
    reward = reward.with(unit.reward());
    failure = failure.with(unit.failure());
    logMinutes = logMinutes.with(unit.logMinutes());
    logTokens = logTokens.with(unit.logTokens());
  }

  Canary.Verdict verdict() {
    return canary.verdict();
  }

  /** In words. */
  String length() {
    String units = experiment.blocks() == null ? " tasks on which the arms differed" : " blocks";
    return canary.disagreements() + units;
  }

  Tally tally() {
    return new Tally(
        Tally.VERSION,
        weights,
        canary.snapshot(),
        bounds.sums(),
        reward,
        failure,
        logMinutes,
        logTokens,
        a,
        b,
        blocks,
        closed,
        outcomes,
        late);
  }

  Experiment.Figures figures() {
    Canary.Snapshot at = canary.snapshot();
    return new Experiment.Figures(
        outcomes,
        at.disagreements(),
        late,
        List.of(figures(Arm.A, a), figures(Arm.B, b)),
        at.disagreements() == 0
            ? null
            : new Experiment.Difference(
                bounds.mean(), bounds.low(), bounds.high(), Provenance.MEASURED),
        Comparison.evidence(at.better()),
        canary.needed(),
        Comparison.guards(at));
  }

  private static Experiment.ArmFigures figures(Arm arm, Share share) {
    long count = share.reward().count();
    Double success = shown(1 - share.failure().or(Double.NaN));
    return new Experiment.ArmFigures(
        arm,
        count,
        shown(share.reward().or(Double.NaN)),
        success,
        shown(Math.exp(share.logMinutes().or(Double.NaN))),
        shown(Math.exp(share.logTokens().or(Double.NaN)) * MILLION),
        count == 0 ? Provenance.UNKNOWN : Provenance.MEASURED);
  }

  private static @Nullable Double shown(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
