package dev.muster.host.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code muster forget}: what the host knows of a repository goes. */
@Command(
    name = "forget",
    description = "Delete what the host stored about a repository.",
    mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(names = "--repo", required = true, paramLabel = "PATH", description = "The repository.")
  private Path repo = Path.of("");

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    String path = repo.toAbsolutePath().normalize().toString();
    if (!yes && !agreed(path)) {
      global.screen().note("nothing was deleted");
      return ExitCode.USAGE;
    }
    JsonNode answer =
        global.client().post("/api/v1/forget", JsonText.object().put("repo", path)).body();
    global.screen().show(answer, lines(path, answer.path("removed")));
    return ExitCode.OK;
  }

  private boolean agreed(String path) {
    Console console =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(), "forget: there is nobody to ask; pass --yes to delete"));
    String answer =
        console.readLine(
            "Delete leases, declarations, sessions, edits and ended tasks of %s? [y/N] ", path);
    return answer != null && answer.strip().matches("(?i)y|yes");
  }

  private static List<String> lines(String path, JsonNode removed) {
    var lines = new ArrayList<String>();
    removed
        .properties()
        .forEach(kind -> lines.add(kind.getKey() + " " + kind.getValue().asString("0")));
    return lines.isEmpty() ? List.of("nothing was stored about " + path) : lines;
  }
}
