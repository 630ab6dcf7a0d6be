package dev.muster.host.risk;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.Table;
import dev.muster.learning.commits.Commit;
import dev.muster.learning.commits.History;
import dev.muster.model.risk.RiskFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster forecast risk}: how likely a commit, or what is staged, is to need a fix. */
@Command(
    name = "risk",
    mixinStandardHelpOptions = true,
    description = {
      "Say how likely a commit is to need a fix, by the model of muster learn risk, and why.",
      "An alarm is raised when that probability times the cost of a missed fault is above the cost"
          + " of a check.",
      "Exits with 0, with or without an alarm; under --fail-on-alarm with 1 when there is one."
    })
final class ForecastRiskCommand implements Callable<Integer> {
  static final int ALARM = 1;
  private static final int SHOWN = 5;
  private static final String HEAD = "HEAD";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "REV", arity = "0..1", description = "A commit (default HEAD).")
  private @Nullable String revision;

  @Option(names = "--staged", description = "What is staged, instead of a commit.")
  private boolean staged;

  @Option(
      names = "--repo",
      paramLabel = "PATH",
      defaultValue = ".",
      description = "A folder in the repository (default: this one).")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private Path repository;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model (default: the one of the repository in --data).")
  private @Nullable Path model;

  @Option(
      names = "--cost-miss",
      paramLabel = "X",
      defaultValue = "5",
      description = "What a fault costs that nobody was warned of (default 5).")
  private double costMiss;

  @Option(
      names = "--cost-check",
      paramLabel = "Y",
      defaultValue = "1",
      description = "What a check of the commit costs, in the same unit (default 1).")
  private double costCheck;

  @Option(names = "--fail-on-alarm", description = "Exit with 1 when there is an alarm.")
  private boolean failOnAlarm;

  @Override
  public Integer call() {
    require("--cost-miss", costMiss);
    require("--cost-check", costCheck);
    if (staged && revision != null) {
      throw new ParameterException(spec.commandLine(), "either REV or --staged, not both");
    }
    var git = new GitHistory(repository);
    RiskFile file = RiskFiles.read(model == null ? RiskFiles.usual(global.data(), git) : model);
    Told told = told(git, file);
    Screen screen = global.screen();
    screen.show(document(told, file), lines(told, file, screen.width()));
    return failOnAlarm && told.alarm() ? ALARM : ExitCode.OK;
  }

  private void require(String name, double cost) {
    if (!(cost > 0) || !Double.isFinite(cost)) {
      throw new ParameterException(
          spec.commandLine(), name + " must be a positive number, was " + cost);
    }
  }

  /** Why: one feature, its value, and what it adds to the log-odds beside an average commit. */
  private record Reason(String feature, double value, double adds) {}

  private record Told(String change, double probability, boolean alarm, List<Reason> reasons) {}

  private Told told(GitHistory git, RiskFile file) {
    var history = new History(file.withinDays());
    var last = new ArrayList<Commit>(1);
    String id = git.commit(revision == null ? HEAD : revision);
    git.read(
        id,
        commit -> {
          history.add(commit);
          last.clear();
          last.add(commit);
        });
    if (!staged && (last.isEmpty() || !last.getFirst().id().equals(id))) {
      throw new Refusal(
          ExitCode.DATA, id + " is a merge: the commits that it brings are judged one by one");
    }
    double[] features = staged ? history.next(git.staged()) : history.latest();
    double probability = file.probability(features);
    List<Reason> reasons =
        IntStream.range(0, features.length)
            .mapToObj(i ->
                new Reason(
                    file.features().get(i),
                    features[i],
                    file.platt().slope() * file.model().contribution(i, features[i])))
            .sorted(Comparator.comparingDouble(reason -> -Math.abs(reason.adds())))
            .limit(SHOWN)
            .toList();
    return new Told(
        staged ? "staged" : id, probability, probability * costMiss > costCheck, reasons);
  }

  private ObjectNode document(Told told, RiskFile file) {
    var document = JsonText.object();
    document
        .put("change", told.change())
        .put("probability", told.probability())
        .put("provenance", "estimated")
        .put("within_days", file.withinDays())
        .put("alarm", told.alarm())
        .put("cost_miss", costMiss)
        .put("cost_check", costCheck)
        .put("trained", file.commits())
        .put("trained_faults", file.faults());
    ArrayNode reasons = document.putArray("contributions");
    for (Reason reason : told.reasons()) {
      ObjectNode one = reasons.addObject().put("feature", reason.feature());
      if (Double.isFinite(reason.value())) {
        one.put("value", reason.value());
      } else {
        one.putNull("value");
      }
      one.put("log_odds", reason.adds());
    }
    return document;
  }

  private List<String> lines(Told told, RiskFile file, int width) {
    var table = new Table("BECAUSE OF", "VALUE", "LOG-ODDS");
    for (Reason reason : told.reasons()) {
      table.row(
          reason.feature(),
          Double.isFinite(reason.value())
              ? String.format(Locale.ROOT, "%.4g", reason.value())
              : "unknown",
          String.format(Locale.ROOT, "%+.2f", reason.adds()));
    }
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %.1f %% to need a fix within %d days (estimated, learned from %,d commits, %,d"
                + " faulty)",
            told.change(),
            100 * told.probability(),
            file.withinDays(),
            file.commits(),
            file.faults()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: expected cost of a miss %.2f x %s = %.2f, of a check %s",
            told.alarm() ? "ALARM" : "no alarm",
            told.probability(),
            costMiss,
            told.probability() * costMiss,
            costCheck));
    lines.add("");
    lines.addAll(table.lines(width));
    return lines;
  }
}
