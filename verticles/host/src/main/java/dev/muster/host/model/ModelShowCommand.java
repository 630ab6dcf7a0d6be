package dev.muster.host.model;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code muster model show}: one model card. */
@Command(
    name = "show",
    description = "Show one model of the running host.",
    mixinStandardHelpOptions = true)
final class ModelShowCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The model's id.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private String id;

  @Override
  public Integer call() {
    JsonNode cards = global.client().get("/api/v1/models").body().path("cards");
    JsonNode card =
        cards
            .valueStream()
            .filter(one -> one.path("id").asString("").equals(id))
            .findFirst()
            .orElseThrow(() -> new Refusal(ExitCode.USAGE, "no model has the id " + id));
    var screen = global.screen();
    screen.show(card, ModelLines.show(card, screen.width()));
    return ExitCode.OK;
  }
}
