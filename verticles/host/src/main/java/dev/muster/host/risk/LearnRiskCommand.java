package dev.muster.host.risk;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.Table;
import dev.muster.learning.commits.CommitFeatures;
import dev.muster.learning.commits.History;
import dev.muster.learning.commits.RiskStudy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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

/** {@code muster learn risk}: a model of which commits of a repository had to be fixed. */
@Command(
    name = "risk",
    mixinStandardHelpOptions = true,
    description = {
      "Learn from a git history which commits are likely to need a fix, and measure it on the"
          + " latest fifth of the commits.",
      "A commit counts as faulty when, within the days, a later commit whose subject says fix, bug"
          + " or revert deletes a line in a file that it was the last to write. That is a guess.",
      "Exits with 65 when the history is too short, 64 when there is none."
    })
final class LearnRiskCommand implements Callable<Integer> {
  private static final long SEED = 1;
  private static final int DAYS_MAX = 3_650;
  private static final int NOTE_EACH = 1_000;

  private static final String LABEL =
      "faulty: a commit that says fix, bug or revert deleted, within %d days, a line that it wrote"
          + " last (estimated)";
  private static final String LEFT_OUT =
      "Left out: merges, commits without changed text, and the feature lines-in-the-file-before"
          + " (lt), which no patch tells.";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(
      paramLabel = "REPO",
      arity = "0..1",
      defaultValue = ".",
      description = "A folder in the repository (default: this one).")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private Path repository;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the model (default: risk/<repository>.model in --data).")
  private @Nullable Path out;

  @Option(
      names = "--within-days",
      paramLabel = "DAYS",
      defaultValue = "90",
      description =
          "A fix counts within so many days, and younger commits are not judged (default 90).")
  private int withinDays;

  @Override
  public Integer call() {
    if (withinDays < 1 || withinDays > DAYS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--within-days must be 1 to " + DAYS_MAX + ", was " + withinDays);
    }
    Screen screen = global.screen();
    var git = new GitHistory(repository);
    Path target = out == null ? RiskFiles.usual(global.data(), git) : out;
    var history = new History(withinDays);
    git.read(
        git.commit("HEAD"),
        commit -> {
          history.add(commit);
          if (history.size() % NOTE_EACH == 0) {
            screen.note(String.format(Locale.ROOT, "%,d commits read", history.size()));
          }
        });
    RiskStudy study = study(history);
    RiskFiles.write(target, study.file());
    screen.show(document(study, history, target), lines(study, history, target, screen.width()));
    return ExitCode.OK;
  }

  private RiskStudy study(History history) {
    try {
      return RiskStudy.of(history.judged(), withinDays, SEED);
    } catch (RiskStudy.TooFew few) {
      throw new Refusal(
          ExitCode.DATA,
          String.format(
              Locale.ROOT,
              "%s in the newest %,d commits of %s: nothing was learned",
              few.getMessage(),
              history.size(),
              repository));
    }
  }

  /** One measured number. */
  private record Figure(String name, double value, double low, double high) {
    Figure(String name, double value) {
      this(name, value, Double.NaN, Double.NaN);
    }
  }

  private static List<Figure> figures(RiskStudy study) {
    return List.of(
        new Figure("auc", study.auc(), study.low(), study.high()),
        new Figure("brier", study.brier()),
        new Figure("brier_skill", study.skill()),
        new Figure("ece", study.calibrationError()),
        new Figure("recall_at_20_effort", study.recall()));
  }

  private ObjectNode document(RiskStudy study, History history, Path target) {
    var document = JsonText.object();
    document
        .put("model", target.toString())
        .put("commits_read", history.size())
        .put("commits_max", GitHistory.COMMITS_MAX)
        .put("within_days", withinDays)
        .put("trained", study.file().commits())
        .put("trained_faults", study.file().faults())
        .put("measured", study.measured())
        .put("measured_faults", study.faults());
    document
        .putObject("label")
        .put("rule", LABEL.formatted(withinDays))
        .put("provenance", "estimated");
    document.set("features", JsonText.array(CommitFeatures.NAMES));
    document.put("left_out", LEFT_OUT);
    ArrayNode all = document.putArray("figures");
    for (Figure figure : figures(study)) {
      ObjectNode one = all.addObject();
      one.put("name", figure.name()).put("value", figure.value());
      if (Double.isFinite(figure.low())) {
        one.putArray("ci95").add(figure.low()).add(figure.high());
      }
      one.put("count", study.measured()).put("provenance", "replayed");
    }
    return document;
  }

  private List<String> lines(RiskStudy study, History history, Path target, int width) {
    var table = new Table("FIGURE", "VALUE", "95 % INTERVAL", "COUNT", "PROVENANCE");
    for (Figure figure : figures(study)) {
      table.row(
          figure.name(),
          String.format(Locale.ROOT, "%.3f", figure.value()),
          Double.isFinite(figure.low())
              ? String.format(Locale.ROOT, "%.3f to %.3f", figure.low(), figure.high())
              : "-",
          Integer.toString(study.measured()),
          "replayed");
    }
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d commits read (at most %,d); %s",
            history.size(),
            GitHistory.COMMITS_MAX,
            LABEL.formatted(withinDays)));
    lines.add(
        String.format(
            Locale.ROOT,
            "learned from %,d commits, %,d faulty; measured on the later %,d, %,d faulty",
            study.file().commits(),
            study.file().faults(),
            study.measured(),
            study.faults()));
    lines.add("");
    lines.addAll(table.lines(width));
    lines.add("");
    lines.add(LEFT_OUT);
    lines.add("written: " + target);
    return lines;
  }
}
