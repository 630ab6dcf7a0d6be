package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two strategies compared on live tasks: A is what the configuration says, B is tried. It changes
 * no configuration.
 *
 * @param id {@code experiment_} and a UUIDv7
 * @param blocks null where a coin decides for each task on which the arms differ
 * @param number the how many-th experiment, which spends its part of the error probability
 * @param reason why it ended; null while it is open
 * @param figures how it stands
 * @param conf keys of the configuration, with the values that make B hold for every task; empty
 *     unless it is better
 * @param until null while it is open
 */
public record Experiment(
    String id,
    String name,
    Strategy b,
    @Nullable Blocks blocks,
    int number,
    ExperimentState state,
    @Nullable String reason,
    Figures figures,
    List<String> conf,
    Instant since,
    @Nullable Instant until) {
  public Experiment {
    conf = List.copyOf(conf);
  }

  /**
   * Time is parted into blocks from the start on, and a coin decides for each.
   *
   * @param minutes how long a block is
   * @param washoutMin how long from its begin outcomes do not count
   * @param seed from which the coin of each block follows
   */
  public record Blocks(int minutes, int washoutMin, long seed) {}

  /**
   * What was measured so far; all judged by the weights of the configuration.
   *
   * @param outcomes closed tasks since the start, those on which the arms did not differ included
   * @param units tasks on which they differed, or blocks that are closed
   * @param late outcomes that came after their block was closed, and do not count
   * @param difference of the mean reward of B and A per unit; null before the first
   * @param evidence the value of the test; better at {@code needed}
   */
  public record Figures(
      long outcomes,
      int units,
      long late,
      List<ArmFigures> arms,
      @Nullable Difference difference,
      double evidence,
      double needed,
      List<CanaryStatus.Guard> guards) {
    public Figures {
      arms = List.copyOf(arms);
      guards = List.copyOf(guards);
    }
  }

  /**
   * What the outcomes of one arm came to; null where nobody measured.
   *
   * @param count outcomes
   * @param reward their mean, in [0,1]
   * @param success share of them
   * @param minutes their geometric mean
   * @param tokens their geometric mean
   */
  public record ArmFigures(
      Arm arm,
      long count,
      @Nullable Double reward,
      @Nullable Double success,
      @Nullable Double minutes,
      @Nullable Double tokens,
      Provenance provenance) {}

  /**
   * An estimate with bounds of 95 % that hold however often one looks.
   *
   * @param value in [-1,1]
   */
  public record Difference(double value, double low, double high, Provenance provenance) {}
}
