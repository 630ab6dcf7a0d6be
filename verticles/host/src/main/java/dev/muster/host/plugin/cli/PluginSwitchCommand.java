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
    @Mixin private final GlobalOptions global = new GlobalOptions();

    @Parameters(paramLabel = "ID", converter = PluginId.class, description = "The plugin's id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String id;

    @Override
    public Integer call() {
      return turn(global, id, "enable");
    }
  }

  /** {@code muster plugin disable}. */
  @Command(
      name = "disable",
      description = "Let a plugin take part no longer.",
      mixinStandardHelpOptions = true)
  static final class Disable implements Callable<Integer> {
    @Mixin private final GlobalOptions global = new GlobalOptions();

    @Parameters(paramLabel = "ID", converter = PluginId.class, description = "The plugin's id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String id;

    @Override
    public Integer call() {
      return turn(global, id, "disable");
    }
  }

  private static int turn(GlobalOptions global, String id, String how) {
    JsonNode plugin =
        global.client().post("/api/v1/plugins/" + id + "/" + how, JsonText.object()).body();
    global.screen().show(plugin, List.of(id + " is " + plugin.path("state").asString("") + " now"));
    return ExitCode.OK;
  }
}
