package dev.muster.lab.gate;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import dev.muster.lab.figures.BenchRows;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster bench promotion}: whether the gate promotes what is better, and nothing else. */
@CommandLine.Command(
    name = "promotion",
    mixinStandardHelpOptions = true,
    description = {
      "How often the canary promotes a challenger that is no better, and after how many tasks one"
          + " that is, in simulated fleets where the truth is known.",
      "A gain is per task; champion and challenger disagree on 30 %% of the tasks."
    })
public final class PromotionCommand implements Callable<Integer> {
  private static final int RUNS_LEAST = 10;
  private static final int RUNS_MOST = 100_000;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Canaries of each kind, each of up to 12,000 tasks (default 1000).")
  private int runs;

  @Override
  public Integer call() {
    if (runs < RUNS_LEAST || runs > RUNS_MOST) {
      throw new Refusal(
          ExitCode.USAGE, "--runs must be %d to %d, was %d".formatted(RUNS_LEAST, RUNS_MOST, runs));
    }
    Screen screen = global.screen();
    var rows = new BenchRows();
    rows.addAll(new PromotionBench(runs, screen::note).rows());
    rows.remark(
        "equal: both sides have the same outcomes in distribution. unequal: the same mean reward,"
            + " the challenger slower.");
    rows.remark(
        "BASELINE: false_promotion and promoted at a loss: a t-test looked at each 50"
            + " disagreements. promoted and tasks_to_promote at a gain: the same bets on logs of"
            + " epsilon .1. rolled_back: the predecessor keeps 5 % instead of 20 % of the"
            + " disagreements.");
    rows.remark(
        "CEILING: what is allowed; for tasks_to_promote a judge who knows the true means and the"
            + " gain. Medians are over all canaries, those that never came so far counted last.");
    rows.show(screen);
    return ExitCode.OK;
  }
}
