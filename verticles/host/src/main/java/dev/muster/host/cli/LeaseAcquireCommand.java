package dev.muster.host.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster lease acquire}: all of the files or none. */
@Command(
    name = "acquire",
    description = "Take leases on files, all or none; exit 75 when another holds one.",
    mixinStandardHelpOptions = true)
final class LeaseAcquireCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final CallerOptions caller = new CallerOptions();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "The files.")
  private List<String> paths = List.of();

  @Option(names = "--intent", description = "What they are edited for.")
  private @Nullable String intent;

  @Override
  public Integer call() {
    ObjectNode body = caller.body();
    body.set("paths", JsonText.array(paths));
    if (intent != null) {
      body.put("intent", intent);
    }
    CallerOptions.taskSlot().ifPresent(slot -> body.put("task_id", slot.task()));
    JsonNode answer = global.client().post("/api/v1/leases", body).body();
    boolean granted = answer.path("granted").asBoolean(false);
    String text = answer.path("text").asString("");
    String said = granted ? "yours: " + String.join(", ", paths) : "not granted";
    global.screen().show(answer, text.isEmpty() ? List.of(said) : List.of(said, text));
    return granted ? ExitCode.OK : ExitCode.TIMEOUT;
  }
}
