package dev.muster.host.model;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code muster experiment status}: every experiment, the finished ones too. */
@Command(
    name = "status",
    description = "Show the experiments of the running host, the newest first.",
    mixinStandardHelpOptions = true)
final class ExperimentStatusCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() {
    JsonNode answer = global.client().get(ExperimentCommand.PATH).body();
    var screen = global.screen();
    screen.show(answer, ExperimentLines.list(answer, screen.width()));
    return ExitCode.OK;
  }
}
