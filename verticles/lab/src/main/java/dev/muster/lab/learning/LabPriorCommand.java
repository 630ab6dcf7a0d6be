package dev.muster.lab.learning;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import dev.muster.learning.Prior;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster lab prior}: makes the prior that a host without outcomes begins with. */
@CommandLine.Command(
    name = "prior",
    mixinStandardHelpOptions = true,
    description = {
      "Make the prior that a host without outcomes begins with, from labs of random parameters.",
      "The same options make the same bytes; those that ship are made by the defaults."
    })
final class LabPriorCommand implements Callable<Integer> {
  static final int LABS = 160;
  static final int TASKS = 8_000;
  private static final int LABS_MAX = 10_000;
  private static final int TASKS_MAX = 1_000_000;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--labs",
      paramLabel = "N",
      defaultValue = "" + LABS,
      description = "Labs, each parameter of each times .5 to 2 (default ${DEFAULT-VALUE}).")
  private int labs;

  @Option(
      names = "--tasks",
      paramLabel = "K",
      defaultValue = "" + TASKS,
      description = "Tasks of each lab (default ${DEFAULT-VALUE}).")
  private int tasks;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    if (labs < 2 || labs > LABS_MAX) {
      throw new Refusal(ExitCode.USAGE, "--labs must be 2 to " + LABS_MAX + ", was " + labs);
    }
    if (tasks < 1 || tasks > TASKS_MAX) {
      throw new Refusal(ExitCode.USAGE, "--tasks must be 1 to " + TASKS_MAX + ", was " + tasks);
    }
    Screen screen = global.screen();
    byte[] bytes = LabPrior.bytes(labs, tasks, screen::note);
    try {
      Files.write(out, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String digest = Prior.of(bytes).digest();
    screen.show(
        JsonText.object()
            .put("provenance", "lab")
            .put("labs", labs)
            .put("tasks", tasks)
            .put("bytes", bytes.length)
            .put("digest", digest),
        List.of(
            "%s: %d bytes from %d labs of %d tasks".formatted(out, bytes.length, labs, tasks),
            "sha256 " + digest));
    return ExitCode.OK;
  }
}
