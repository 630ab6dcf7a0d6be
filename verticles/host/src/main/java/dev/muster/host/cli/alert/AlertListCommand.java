package dev.muster.host.cli.alert;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code muster alert list}: every rule's alert, and the silences that are kept. */
@Command(
    name = "list",
    description = "Show every rule's alert and the silences.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The rules are judged once a minute. An unknown value neither fires nor resolves; NOTE says",
      "why it is unknown, why a rule is off, or why nobody is told."
    })
final class AlertListCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() {
    JsonNode answer = global.client().get(AlertCommand.PATH).body();
    var screen = global.screen();
    screen.show(answer, AlertLines.list(answer, screen.width()));
    return ExitCode.OK;
  }
}
