package dev.muster.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster lease}: who may edit which file. */
@Command(
    name = "lease",
    description = "List, take or release leases on files.",
    mixinStandardHelpOptions = true,
    subcommands = {LeaseListCommand.class, LeaseAcquireCommand.class, LeaseReleaseCommand.class})
final class LeaseCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "lease: a command is missing, list, acquire or release");
  }
}
