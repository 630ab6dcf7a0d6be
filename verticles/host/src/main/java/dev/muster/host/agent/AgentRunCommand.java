package dev.muster.host.agent;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.TimeSpan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster agent run}: the generic runner in this process. */
@Command(
    name = "run",
    description = "Be an agent: claim slots and run a command for each.",
    mixinStandardHelpOptions = true)
final class AgentRunCommand implements Callable<Integer> {
  /** A group's grace, the last words to the host, and room for a busy machine. */
  private static final Duration END_WITHIN = Duration.ofSeconds(15);

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(names = "--name", required = true, description = "The agent's name.")
  private String name = "";

  @Option(names = "--kind", defaultValue = "exec", description = "The agent's kind.")
  private String kind = "exec";

  @Option(
      names = "--capability",
      split = ",",
      description = "What it can do, such as java,test; tasks may require it.")
  private List<String> capabilities = List.of();

  @Option(names = "--language", split = ",", description = "Languages it works in.")
  private List<String> languages = List.of();

  @Option(
      names = "--exec",
      required = true,
      paramLabel = "CMD",
      description = "Shell command for one slot; it reads the task as JSON on standard input.")
  private String exec = "";

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "Longest time for one slot, such as 90s, 30m or 2h.")
  private @Nullable Duration deadline;

  @Override
  public Integer call() throws InterruptedException {
    Screen screen = global.screen();
    ApiClient client = global.client();
    var options = new RunnerOptions(name, kind, capabilities, languages, exec, deadline);
    var runner =
        new AgentRunner(options, client, screen::note, InstantSource.system(), System::nanoTime);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(runner)));
    int exitCode = runner.run();
    if (screen.json()) {
      screen.document(
          JsonText.object()
              .put("id", runner.id())
              .put("name", name)
              .put("slots_ended", runner.slotsEnded()));
    }
    return exitCode;
  }

  /** On a signal: the group ends, the slot is handed back, and that is a good end. */
  private static void end(AgentRunner runner) {
    try {
      if (runner.awaitFinished(Duration.ZERO)) {
        return;
      }
      runner.stop();
      if (runner.awaitFinished(END_WITHIN)) {
        // Otherwise the signal's own exit code would stand.
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
