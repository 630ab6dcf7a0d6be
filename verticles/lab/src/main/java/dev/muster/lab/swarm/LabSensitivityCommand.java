package dev.muster.lab.swarm;

import dev.muster.contract.CoordinationClass;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;

/** {@code muster lab sensitivity}: each parameter halved and doubled. */
@CommandLine.Command(
    name = "sensitivity",
    mixinStandardHelpOptions = true,
    description = "What becomes of the oracle when a parameter is half or twice as large.")
public final class LabSensitivityCommand implements Callable<Integer> {
  private static final List<Double> FACTORS = List.of(.5, 2.0);

  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final LabOptions options = new LabOptions();

  @Override
  public Integer call() {
    Screen screen = global.screen();
    Lab lab = options.lab();
    var document = options.document();
    var rows = document.putArray("rows");
    var table = new Table("PARAMETER", "TIMES", "CONSTANT", "REWARD", "ORACLE", "RAREST CLASS");
    row(rows, table, "as it is", 1, options.oracle(lab));
    for (Parameter parameter : Parameter.values()) {
      screen.note(
          "%s, %d of %d".formatted(parameter, rows.size() / 2 + 1, Parameter.values().length));
      for (double factor : FACTORS) {
        var other = new Lab(lab.equations(), lab.parameters().scaled(parameter, factor));
        String name = parameter.name().toLowerCase(Locale.ROOT);
        row(rows, table, name, factor, options.oracle(other));
      }
    }
    var lines = new ArrayList<>(List.of(options.head()));
    lines.addAll(table.lines(screen.width()));
    lines.add(
        "CONSTANT is the best n for all tasks, RAREST CLASS the share of tasks for which it is best");
    screen.show(document, lines);
    return ExitCode.OK;
  }

  private static void row(ArrayNode rows, Table table, String name, double factor, Oracle oracle) {
    double rarest =
        Arrays.stream(CoordinationClass.values()).mapToDouble(oracle::share).min().orElseThrow();
    rows.addObject()
        .put("parameter", name)
        .put("factor", factor)
        .put("best_constant", oracle.bestConstant())
        .put("constant", oracle.constantMean())
        .put("oracle", oracle.bestMean())
        .put("rarest_class_share", rarest);
    table.row(
        name,
        "" + factor,
        "" + oracle.bestConstant(),
        String.format(Locale.ROOT, "%.4f", oracle.constantMean()),
        String.format(Locale.ROOT, "%.4f", oracle.bestMean()),
        String.format(Locale.ROOT, "%.3f", rarest));
  }
}
