package dev.muster.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster} without a command, which is a wrong usage. */
@Command(
    name = "muster",
    mixinStandardHelpOptions = true,
    version = "muster 0.1.0",
    description = "Coordinates a fleet of coding agents.")
final class RootCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
