package dev.muster.lab.learning;

import dev.muster.host.cli.Command;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.lab.swarm.LabOracleCommand;
import dev.muster.lab.swarm.LabRunCommand;
import dev.muster.lab.swarm.LabSensitivityCommand;
import dev.muster.lab.swarm.LabSharedCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code muster lab}: what simulated fleets make of simulated tasks. */
@CommandLine.Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    description = {
      "Simulate fleets of agents: how tasks go with 1 to 8 agents, known for each of them.",
      "Every figure is of provenance lab. The numbers behind it are in Parameter.java."
    },
    subcommands = {
      LabRunCommand.class,
      LabOracleCommand.class,
      LabSensitivityCommand.class,
      LabSharedCommand.class,
      LabCeilingCommand.class,
      LabPriorCommand.class
    })
public final class LabCommand implements Command, Callable<Integer> {
  @Override
  public Integer call() {
    throw new Refusal(
        ExitCode.USAGE,
        "name what to do: muster lab run, oracle, sensitivity, shared, ceiling or prior");
  }
}
