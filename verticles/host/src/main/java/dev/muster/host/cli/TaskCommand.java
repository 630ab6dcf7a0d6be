package dev.muster.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster task}: the tasks of a host. */
@Command(
    name = "task",
    description = "Submit, list, show or cancel tasks.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TaskSubmitCommand.class,
      TaskListCommand.class,
      TaskShowCommand.class,
      TaskCancelCommand.class
    })
final class TaskCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "task: a command is missing, submit, list, show or cancel");
  }
}
