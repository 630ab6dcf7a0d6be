package dev.muster.host.plugin.cli;

import dev.muster.host.cli.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster plugin}: hook plugins of this host, and how to write one. */
@CommandLine.Command(
    name = "plugin",
    description = "List, lock and switch hook plugins; begin, build and try one.",
    mixinStandardHelpOptions = true,
    subcommands = {
      PluginListCommand.class,
      PluginShowCommand.class,
      PluginLockCommand.class,
      PluginVerifyCommand.class,
      PluginSwitchCommand.Enable.class,
      PluginSwitchCommand.Disable.class,
      PluginNewCommand.class,
      PluginBuildCommand.class,
      PluginTestCommand.class
    })
public final class PluginCommand implements Command, Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "plugin: a command is missing, list, show, lock, verify, enable, disable, new, build or"
            + " test");
  }
}
