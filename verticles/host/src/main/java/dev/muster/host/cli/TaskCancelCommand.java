package dev.muster.host.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code muster task cancel}. */
@Command(name = "cancel", description = "Cancel a task.", mixinStandardHelpOptions = true)
final class TaskCancelCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", converter = TaskId.class, description = "The task's id.")
  private TaskId.Value task = TaskId.NONE;

  @Override
  public Integer call() {
    JsonNode answer = global.client().post(task.path() + "/cancel", JsonText.object()).body();
    String line = answer.path("id").asString("") + " " + answer.path("state").asString("");
    global.screen().show(answer, List.of(line));
    return ExitCode.OK;
  }
}
