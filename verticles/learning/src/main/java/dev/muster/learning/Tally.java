package dev.muster.learning;

import dev.muster.contract.Arm;
import dev.muster.model.Weights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the judge of an experiment remembers, kept as JSON in the commit of the outcomes.
 *
 * @param version of this form
 * @param yardstick the weights that outcomes were judged by; null before the first
 * @param reward of the units that were judged, to expect the next by
 * @param blocks those that are not closed yet, in their order
 * @param closed blocks below this are closed
 */
record Tally(
    int version,
    @Nullable Weights yardstick,
    Canary.Snapshot test,
    MeanBounds.Sums bounds,
    Mean reward,
    Mean failure,
    Mean logMinutes,
    Mean logTokens,
    Share a,
    Share b,
    List<Block> blocks,
    long closed,
    long outcomes,
    long late) {
  /** The form that this version writes and reads. */
  static final int VERSION = 1;

  Tally {
    blocks = List.copyOf(blocks);
  }

  /** Before the first outcome. */
  static Tally fresh() {
    return new Tally(
        VERSION,
        null,
        new Canary(1).snapshot(),
        MeanBounds.Sums.NONE,
        Mean.NONE,
        Mean.NONE,
        Mean.NONE,
        Mean.NONE,
        Share.NONE,
        Share.NONE,
        List.of(),
        0,
        0,
        0);
  }

  /** A sum of numbers, and how many they are. */
  record Mean(long count, double sum) {
    static final Mean NONE = new Mean(0, 0);

    /** With another; the same when it is NaN. */
    Mean with(double value) {
      return Double.isNaN(value) ? this : new Mean(count + 1, sum + value);
    }

    /** The mean; of none the other. */
    double or(double otherwise) {
      return count == 0 ? otherwise : sum / count;
    }
  }

  /** Outcomes of one arm, or of one block. */
  record Share(Mean reward, Mean failure, Mean logMinutes, Mean logTokens) {
    static final Share NONE = new Share(Mean.NONE, Mean.NONE, Mean.NONE, Mean.NONE);

    Share with(Reading reading) {
      return new Share(
          reward.with(reading.reward()),
          failure.with(reading.failure()),
          logMinutes.with(reading.logMinutes()),
          logTokens.with(reading.logTokens()));
    }

    /** The means as if they were one outcome. */
    Reading mean() {
      return new Reading(
          reward.or(Double.NaN),
          failure.or(Double.NaN),
          logMinutes.or(Double.NaN),
          logTokens.or(Double.NaN));
    }
  }

  /** A block of time that is not closed yet. */
  record Block(long number, Arm arm, Share share) {}

  /** An outcome, or the mean of some; NaN where nobody measured. */
  record Reading(double reward, double failure, double logMinutes, double logTokens) {}
}
