package dev.muster.host.cli.hooks;

import dev.muster.host.cli.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster hooks}: let coding agents call this host. */
@CommandLine.Command(
    name = "hooks",
    description = "Let coding agents ask this host before they edit.",
    mixinStandardHelpOptions = true,
    subcommands = {
      HooksInstallCommand.class,
      HooksUninstallCommand.class,
      HooksStatusCommand.class,
      HooksProveCommand.class
    })
public final class HooksCommand implements Command, Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "hooks: a command is missing, install, uninstall, status or prove");
  }
}
