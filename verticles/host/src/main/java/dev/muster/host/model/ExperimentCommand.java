package dev.muster.host.model;

import dev.muster.host.cli.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster experiment}: another strategy compared with the configuration on live tasks. */
@CommandLine.Command(
    name = "experiment",
    description = "Compare another strategy with the configuration on live tasks.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ExperimentStartCommand.class,
      ExperimentStatusCommand.class,
      ExperimentStopCommand.class
    })
public final class ExperimentCommand implements Command, Callable<Integer> {
  static final String PATH = "/api/v1/experiments";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "experiment: a command is missing, start, status or stop");
  }
}
