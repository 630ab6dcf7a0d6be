package dev.muster.lab.bench;

import dev.muster.host.cli.Command;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.lab.assignment.AssignmentCommand;
import dev.muster.lab.contention.ContentionCommand;
import dev.muster.lab.failure.FailureCommand;
import dev.muster.lab.gate.DriftCommand;
import dev.muster.lab.gate.OpeCommand;
import dev.muster.lab.gate.PromotionCommand;
import dev.muster.lab.learning.FamiliesCommand;
import dev.muster.lab.learning.LearningCommand;
import dev.muster.lab.selection.SelectionCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code muster bench}: measures this host on this machine, and replays recorded work. */
@CommandLine.Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure this host on this machine, and replay recorded work.",
    subcommands = {
      SubmitBenchCommand.class,
      LeaseBenchCommand.class,
      ContentionCommand.class,
      LearningCommand.class,
      PromotionCommand.class,
      DriftCommand.class,
      OpeCommand.class,
      FamiliesCommand.class,
      FailureCommand.class,
      AssignmentCommand.class,
      SelectionCommand.class
    })
public final class BenchCommand implements Command, Callable<Integer> {
  @Override
  public Integer call() {
    throw new Refusal(
        ExitCode.USAGE,
        "name what to measure: muster bench submit, lease, contention, learning, families, promotion,"
            + " drift, ope, failure, assignment or selection");
  }
}
