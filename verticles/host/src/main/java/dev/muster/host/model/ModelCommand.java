package dev.muster.host.model;

import dev.muster.host.cli.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster model}: how the models stand, and the switch of who serves. */
@CommandLine.Command(
    name = "model",
    description = "List the models of the running host and choose who serves.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelListCommand.class,
      ModelShowCommand.class,
      ModelSwitchCommand.Promote.class,
      ModelSwitchCommand.Rollback.class,
      ModelSwitchCommand.Pin.class,
      ModelSwitchCommand.Unpin.class,
      ModelSwitchCommand.Retrain.class
    })
public final class ModelCommand implements Command, Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "model: a command is missing, list, show, promote, rollback, pin, unpin or retrain");
  }
}
