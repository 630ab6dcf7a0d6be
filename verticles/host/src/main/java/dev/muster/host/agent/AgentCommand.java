package dev.muster.host.agent;

import dev.muster.host.cli.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster agent}: be an agent, or list them. */
@CommandLine.Command(
    name = "agent",
    description = "Run an agent, or list the agents.",
    mixinStandardHelpOptions = true,
    subcommands = {AgentRunCommand.class, AgentListCommand.class})
public final class AgentCommand implements Command, Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "agent: a command is missing, run or list");
  }
}
