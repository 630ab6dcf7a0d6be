package dev.muster.host.cli.alert;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code muster alert unsilence}: the end of a silence. */
@Command(
    name = "unsilence",
    description = "End a silence now; it stays listed for a while.",
    mixinStandardHelpOptions = true)
final class AlertUnsilenceCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The silence's id.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private String id;

  @Override
  public Integer call() {
    String path = AlertCommand.PATH + "/silences/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    JsonNode silence = global.client().delete(path).body();
    global.screen().show(silence, List.of(AlertLines.silence(silence)));
    return ExitCode.OK;
  }
}
