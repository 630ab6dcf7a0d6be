package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code muster plugin show}: one plugin, phase by phase. */
@Command(
    name = "show",
    description = "Show one plugin of the running host, phase by phase.",
    mixinStandardHelpOptions = true)
final class PluginShowCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", converter = PluginId.class, description = "The plugin's id.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private String id;

  @Override
  public Integer call() {
    JsonNode plugin = global.client().get("/api/v1/plugins/" + id).body();
    var screen = global.screen();
    screen.show(plugin, PluginLines.show(plugin, screen.width()));
    return ExitCode.OK;
  }
}
