package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Switching a plugin on or off; it holds for later versions of the same id. */
final class PluginSwitchCommand {
  private PluginSwitchCommand() {}

  /** {@code muster plugin enable}, which also ends a quarantine. */
  @Command(
      name = "enable",
      description = "Let a plugin take part; also ends its quarantine.",
      mixinStandardHelpOptions = true)
  static final class Enable implements Callable<Integer> {
    @Mixin private final Which which = new Which();

    @Override
    public Integer call() {
      return which.turn("enable");
    }
  }

  /** {@code muster plugin disable}. */
  @Command(
      name = "disable",
      description = "Let a plugin take part no longer.",
      mixinStandardHelpOptions = true)
  static final class Disable implements Callable<Integer> {
    @Mixin private final Which which = new Which();

    @Override
    public Integer call() {
      return which.turn("disable");
    }
  }

  /** The plugin that is switched, and its host. */
  private static final class Which {
    @Mixin private final GlobalOptions global = new GlobalOptions();

    @Parameters(paramLabel = "ID", converter = PluginId.class, description = "The plugin's id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String id;

    int turn(String how) {
      String path = "/api/v1/plugins/" + id + "/" + how;
      JsonNode plugin = global.client().post(path, JsonText.object()).body();
      String state = plugin.path("state").asString("");
      global.screen().show(plugin, List.of(id + " is " + state + " now"));
      return ExitCode.OK;
    }
  }
}
