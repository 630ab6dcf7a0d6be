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
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code muster lab oracle}: what the best n of each task is worth, beside constants. */
@CommandLine.Command(
    name = "oracle",
    mixinStandardHelpOptions = true,
    description = "What knowing the best n of each task is worth, beside the same n for all.")
public final class LabOracleCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final LabOptions options = new LabOptions();

  @Override
  public Integer call() {
    Oracle oracle = options.oracle(options.lab());
    var document = options.document().put("oracle", oracle.bestMean());
    var constants = document.putObject("constants");
    var table = new Table("POLICY", "REWARD", "WITHIN 5 %", "ONE BAND");
    table.row("oracle", four(oracle.bestMean()), "1.000", "1.000");
    for (int n = 1; n <= CoordinationClass.AGENTS_MAX; n++) {
      double mean = oracle.mean(Oracle.always(n));
      Score score = oracle.score(Oracle.always(n));
      constants.put("" + n, mean);
      table.row("always " + n, four(mean), three(score.within5()), three(score.withinOneBand()));
    }
    document.put("best_constant", oracle.bestConstant());
    var shares = document.putObject("best_class_shares");
    var classes = new Table("CLASS", "BEST OF TASKS");
    for (CoordinationClass band : CoordinationClass.values()) {
      double share = oracle.share(band);
      shares.put(band.name().toLowerCase(Locale.ROOT), share);
      classes.row(band.name(), three(share));
    }
    Screen screen = global.screen();
    var lines = new ArrayList<>(List.of(options.head()));
    lines.addAll(table.lines(screen.width()));
    lines.add("");
    lines.addAll(classes.lines(screen.width()));
    screen.show(document, lines);
    return ExitCode.OK;
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String four(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
