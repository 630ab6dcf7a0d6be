package dev.muster.host.risk;

import dev.muster.host.cli.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster learn}: learn from what was recorded, without a running host. */
@CommandLine.Command(
    name = "learn",
    description = "Learn from what was recorded, without a running host.",
    mixinStandardHelpOptions = true,
    subcommands = LearnRiskCommand.class)
public final class LearnCommand implements Command, Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "learn: a command is missing, risk");
  }
}
