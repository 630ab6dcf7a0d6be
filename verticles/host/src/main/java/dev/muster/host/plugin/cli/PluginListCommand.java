package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code muster plugin list}: every plugin as the running host sees it. */
@Command(
    name = "list",
    description = "List the plugins of the running host.",
    mixinStandardHelpOptions = true)
final class PluginListCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() {
    JsonNode answer = global.client().get("/api/v1/plugins").body();
    var screen = global.screen();
    screen.show(answer, PluginLines.list(answer.path("plugins"), screen.width()));
    return ExitCode.OK;
  }
}
