package dev.muster.host.risk;

import dev.muster.host.cli.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster forecast}: say what is to be expected of a change, before it is made. */
@CommandLine.Command(
    name = "forecast",
    description = "Say what is to be expected of a change, before it is made.",
    mixinStandardHelpOptions = true,
    subcommands = ForecastRiskCommand.class)
public final class ForecastCommand implements Command, Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "forecast: a command is missing, risk");
  }
}
