package dev.muster.host.model;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code muster experiment stop}: the end of an experiment without a verdict. */
@Command(
    name = "stop",
    description = "End the open experiment without a verdict; its figures stay.",
    mixinStandardHelpOptions = true)
final class ExperimentStopCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", arity = "0..1", description = "Its id; else the one that is open.")
  private @Nullable String id;

  @Override
  public Integer call() {
    var client = global.client();
    String which = id == null ? open(client.get(ExperimentCommand.PATH).body()) : id;
    JsonNode answer =
        client.post(ExperimentCommand.PATH + "/" + which + "/stop", JsonText.object()).body();
    var screen = global.screen();
    screen.show(answer, ExperimentLines.list(answer, screen.width()));
    return ExitCode.OK;
  }

  private static String open(JsonNode answer) {
    return answer
        .path("experiments")
        .valueStream()
        .filter(experiment -> experiment.path("state").asString("").equals("open"))
        .map(experiment -> experiment.path("id").asString(""))
        .findFirst()
        .orElseThrow(() -> new Refusal(ExitCode.USAGE, "no experiment is open"));
  }
}
