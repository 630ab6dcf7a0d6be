package dev.muster.host.cli.alert;

import dev.muster.host.cli.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster alert}: what should be looked at, by the rules of {@code conf/alerts.yaml}. */
@CommandLine.Command(
    name = "alert",
    description = "Show alerts and silence them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AlertListCommand.class,
      AlertHistoryCommand.class,
      AlertSilenceCommand.class,
      AlertUnsilenceCommand.class
    })
public final class AlertCommand implements Command, Callable<Integer> {
  static final String PATH = "/api/v1/alerts";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "alert: a command is missing, list, history, silence or unsilence");
  }
}
