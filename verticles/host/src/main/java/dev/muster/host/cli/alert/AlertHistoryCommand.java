package dev.muster.host.cli.alert;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code muster alert history}: what became of alerts. */
@Command(
    name = "history",
    description = "Show the latest changes of alerts, newest first.",
    mixinStandardHelpOptions = true)
final class AlertHistoryCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Of this alert only.")
  private @Nullable String name;

  @Option(
      names = "--limit",
      defaultValue = "100",
      paramLabel = "N",
      description = "At most so many, 1 to 1000; default 100.")
  private int limit;

  @Override
  public Integer call() {
    String only = name == null ? "" : "&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    JsonNode answer =
        global.client().get(AlertCommand.PATH + "/history?limit=" + limit + only).body();
    var screen = global.screen();
    screen.show(answer, AlertLines.history(answer, screen.width()));
    return ExitCode.OK;
  }
}
