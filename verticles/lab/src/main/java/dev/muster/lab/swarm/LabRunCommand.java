package dev.muster.lab.swarm;

import dev.muster.contract.CoordinationClass;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code muster lab run}: how work of each type goes with each number of agents. */
@CommandLine.Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "How work of each type goes with 1 to 8 agents.")
public final class LabRunCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final LabOptions options = new LabOptions();

  @Override
  public Integer call() {
    Oracle oracle = options.oracle(options.lab());
    var document = options.document();
    var rows = document.putArray("rows");
    var table = new Table("WORK", "AGENTS", "SPEED-UP", "TOKENS", "SUCCESS", "CONFLICTS");
    for (TaskType type : TaskType.values()) {
      List<Expected> tasks = oracle.tasks().stream().filter(t -> t.task().type() == type).toList();
      for (int n = 1; n <= CoordinationClass.AGENTS_MAX && !tasks.isEmpty(); n++) {
        int agents = n;
        String name = type.name().toLowerCase(Locale.ROOT);
        double speedup = mean(tasks, t -> t.minutes(1)) / mean(tasks, t -> t.minutes(agents));
        double tokens = mean(tasks, t -> t.tokens(agents)) / mean(tasks, t -> t.tokens(1));
        double success = mean(tasks, t -> t.success(agents));
        double conflicts = mean(tasks, t -> t.conflicts(agents));
        rows.addObject()
            .put("type", name)
            .put("n", n)
            .put("speedup", speedup)
            .put("tokens_factor", tokens)
            .put("success", success)
            .put("conflicts", conflicts);
        table.row(name, "" + n, two(speedup), two(tokens), two(success), two(conflicts));
      }
    }
    Screen screen = global.screen();
    var lines = new ArrayList<>(List.of(options.head()));
    lines.addAll(table.lines(screen.width()));
    lines.add("SPEED-UP and TOKENS against one agent, CONFLICTS per task");
    screen.show(document, lines);
    return ExitCode.OK;
  }

  private static double mean(List<Expected> tasks, ToDoubleFunction<Expected> of) {
    return tasks.stream().mapToDouble(of).average().orElseThrow();
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
