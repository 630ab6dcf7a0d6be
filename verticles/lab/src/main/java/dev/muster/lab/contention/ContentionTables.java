package dev.muster.lab.contention;

import dev.muster.host.cli.Table;
import dev.muster.lab.contention.ContentionBench.Measured;
import dev.muster.lab.contention.TaskRun.Conflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The benchmark's figures as text. */
final class ContentionTables {
  private static final String LEGEND =
      """
      All figures are a replay: recorded commits as tasks of agents in simulated time; nobody worked on them.
      CONFL     tasks of 100 that had a file edited and not landed while another task had the same one so.
      BESIDE    tasks of 100 that had scouted and not landed while another one had that edits the same file.
                Both leave hub files out (lock files, manifests, changelogs), +HUB is CONFL with them;
                a task counts once. CHANGE is the change against first come. A conflict costs no time here.
      LINES     CONFL in the same lines or at most 15 lines apart, where the source tells lines.
      THRU      tasks landed per time from the first arrival to the last landing, against first come.
      TIME      from arrival to landing, mean / median, against first come.
      HELD      per cent of tasks that were parked or waited, / of all time in the system.
      shuffled           the queue in random order; nobody is held.
      lease, wait        a file is leased from its edit to the landing; who comes second stands still.
      lease, switch      who comes second goes back to the queue; taking it up again costs 10 % of its work.
      park P%            declare + park: after scouting P% of the files are declared; parked while a task at
                         work has declared or leased one of them, or until the bound; goes on unscouted.
      , 15 min  with the bound of 15 minutes.  , again  parked tasks scout again.
      , lines   lines are declared too, and edits more than 15 lines apart park nobody.
      Work: lognormal, median 10 min x ((1 + changed lines) / 60)^0.3 within 2 to 60 min, sigma 0.7: assumed.
      The first 10 % only reads. Arrivals: Poisson in the order of history; the same tasks for every strategy.
      """;

  private final ContentionBench bench;
  private final int width;

  ContentionTables(ContentionBench bench, int width) {
    this.bench = bench;
    this.width = width;
  }

  List<String> lines(List<Measured> sources, List<Bar.Cell> cells) {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d agents, %d tasks a replication, seeds %d to %d, a task is parked for at most %.0f min.",
            bench.agents(),
            bench.tasks(),
            bench.firstSeed(),
            bench.firstSeed() + bench.seeds() - 1,
            bench.bound()));
    for (Measured source : sources) {
      lines.add("");
      lines.addAll(head(source));
      for (Comparison comparison : source.loads()) {
        lines.add("");
        lines.add(ContentionBench.name(comparison.load()));
        lines.addAll(table(source, comparison));
      }
    }
    lines.add("");
    lines.addAll(LEGEND.lines().toList());
    lines.add("");
    lines.addAll(bar(sources, cells));
    return lines;
  }

  private List<String> head(Measured source) {
    CommitTrace trace = source.trace();
    int commits = trace.commits().size();
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %d commits, mean work %.1f min; left out: %s",
            trace.name(),
            commits,
            source.loads().getFirst().meanWork(),
            trace.leftOut()));
    if (commits < bench.tasks()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %d commits make %d tasks: the history is replayed %.1f times, one after the other",
              commits,
              bench.tasks(),
              (double) bench.tasks() / commits));
    }
    return lines;
  }

  private List<String> table(Measured source, Comparison comparison) {
    boolean lines = source.trace().lines();
    var headers =
        new ArrayList<>(
            List.of("STRATEGY CONFL CHANGE BESIDE CHANGE +HUB THRU TIME HELD".split(" ", -1)));
    if (lines) {
      headers.addAll(List.of("LINES", "CHANGE"));
    }
    var table = new Table(headers.toArray(String[]::new));
    for (Strategy strategy : comparison.strategies()) {
      Figures of = comparison.of(strategy);
      var cells = new ArrayList<>(List.of(strategy.label().replace("declare + ", "")));
      cells.addAll(conflict(comparison, strategy, Conflict.FILE));
      cells.addAll(conflict(comparison, strategy, Conflict.BESIDE));
      cells.add(String.format(Locale.ROOT, "%.1f", of.per100(Conflict.ANY_FILE)));
      cells.add(String.format(Locale.ROOT, "%.3f", comparison.throughputRatio(strategy)));
      cells.add(
          String.format(
              Locale.ROOT,
              "%.2f/%.2f",
              comparison.meanTimeRatio(strategy),
              comparison.medianTimeRatio(strategy)));
      cells.add(
          String.format(Locale.ROOT, "%.0f/%.0f", 100 * of.heldShare(), 100 * of.heldTimeShare()));
      if (lines) {
        cells.addAll(conflict(comparison, strategy, Conflict.LINES));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.lines(width);
  }

  private static List<String> conflict(
      Comparison comparison, Strategy strategy, Conflict conflict) {
    return List.of(
        String.format(Locale.ROOT, "%.1f", comparison.of(strategy).per100(conflict)),
        percent(comparison.change(strategy, conflict)));
  }

  private List<String> bar(List<Measured> sources, List<Bar.Cell> cells) {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Bar: >= %.0f %% fewer conflicted tasks (the worse of CONFL and BESIDE) at >= %.0f %% of the"
                + " throughput, median of %d sources:",
            100 * Bar.FEWER_LEAST,
            100 * Bar.THROUGHPUT_LEAST,
            sources.size()));
    for (Bar.Cell cell : cells) {
      var each = new ArrayList<String>();
      for (Measured source : sources) {
        source.loads().stream()
            .filter(comparison -> comparison.load() == cell.load())
            .map(comparison ->
                String.format(
                    Locale.ROOT,
                    "%s %s at %.3f",
                    source.trace().name(),
                    percent(Bar.worseChange(comparison, cell.strategy())),
                    comparison.throughputRatio(cell.strategy())))
            .forEach(each::add);
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-8s %s, %s: %s at %.3f (%s)",
              cell.met() ? "met" : "NOT MET",
              ContentionBench.name(cell.load()),
              cell.strategy().label(),
              percent(cell.change()),
              cell.throughput(),
              String.join("; ", each)));
    }
    return lines;
  }

  private static String percent(double change) {
    return Double.isNaN(change)
        ? "none"
        : String.format(Locale.ROOT, "%+d%%", Math.round(100 * change));
  }
}
