package dev.muster.host.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code muster done}: the session's task is over, and how it went. */
@Command(
    name = "done",
    description = "Say that the session's task is done.",
    mixinStandardHelpOptions = true)
final class DoneCommand implements Callable<Integer> {
  private static final List<String> RESULTS = List.of("succeeded", "failed", "unknown");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final CallerOptions caller = new CallerOptions();

  @Option(
      names = "--result",
      defaultValue = "succeeded",
      description = "succeeded (default), failed or unknown.")
  private String result = "";

  @Override
  public Integer call() {
    if (!RESULTS.contains(result)) {
      throw new ParameterException(
          spec.commandLine(), "--result must be one of " + RESULTS + ", was " + result);
    }
    JsonNode answer =
        global.client().post("/api/v1/sessions/done", caller.body().put("result", result)).body();
    String task = answer.path("task_id").asString("");
    String state = answer.path("task_state").asString("");
    String text = answer.path("text").asString("");
    String said = task.isEmpty() ? "no task was open" : task + " " + state;
    global.screen().show(answer, text.isEmpty() ? List.of(said) : List.of(said, text));
    return ExitCode.OK;
  }
}
