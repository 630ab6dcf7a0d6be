package dev.muster.host.model;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code muster model list}: every model card, and how learning stands. */
@Command(
    name = "list",
    description = "List the models of the running host and how learning stands.",
    mixinStandardHelpOptions = true)
final class ModelListCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() {
    JsonNode answer = global.client().get("/api/v1/models").body();
    var screen = global.screen();
    screen.show(answer, ModelLines.list(answer, screen.width()));
    return ExitCode.OK;
  }
}
