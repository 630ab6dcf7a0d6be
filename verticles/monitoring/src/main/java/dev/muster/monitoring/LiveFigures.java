package dev.muster.monitoring;

import dev.muster.contract.Figure;
import dev.muster.contract.Grade;
import dev.muster.contract.Promise;
import dev.muster.contract.Provenance;
import dev.muster.contract.Result;
import dev.muster.contract.Span;
import dev.muster.model.Grading;
import dev.muster.store.FigureRows.Closed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The live figures (METRICS, live definitions). Shares are of decisions whose outcome says how well
 * the work went: {@link Result#judged}. A grade is measured by the median that the promise froze;
 * memory against the 95th percentile of the kind of agent and reported errors are not known of an
 * outcome, and like all that is unknown lower no grade.
 */
final class LiveFigures {
  /** The name of a baseline that a value should not go beyond. */
  private static final String LIMIT = "limit";

  private static final double SPREAD_MAX = .6;
  private static final double ERRORS_MAX = .05;
  private static final double HOST_MB_MAX = 512;
  private static final double MILLIS_PER_MINUTE = 60_000;
  private static final double TOKENS_PER_MILLION = 1e6;
  private static final double BYTES_PER_MB = 1e6;

  private final Seen seen;
  private final List<Closed> judged;
  private final List<Figure> figures = new ArrayList<>();

  private LiveFigures(Seen seen) {
    this.seen = seen;
    this.judged = seen.closed().stream().filter(closed -> closed.result().judged()).toList();
  }

  /** All figures in their fixed order. */
  static List<Figure> of(Seen seen) {
    var live = new LiveFigures(seen);
    live.accuracies();
    live.grades();
    live.reliability();
    live.contention();
    live.cost();
    return live.figures;
  }

  private void accuracies() {
    List<Closed> promised = judged.stream().filter(c -> c.promise() != null).toList();
    long right = promised.stream().filter(c -> promise(c).grade() == grade(c)).count();
    measured("model_accuracy", Sample.share(right, promised.size()), "share")
        .baseline("commonest grade", commonest(promised))
        .report(.887)
        .add();

    List<Closed> settled = promised.stream().filter(LiveFigures::settled).toList();
    Sample predicted = Sample.mean(settled.stream().mapToDouble(c -> promise(c).kept()).toArray());
    long kept = settled.stream().filter(LiveFigures::kept).count();
    measured("coordination_accuracy", Sample.share(kept, settled.size()), "share")
        .baseline("predicted", predicted.mean())
        .report(.947)
        .add();
    double[] widths =
        promised.stream()
            .map(c -> promise(c).minutes())
            .filter(span -> span.low() > 0)
            .mapToDouble(span -> Math.log(span.high() / span.low()))
            .toArray();
    measured("interval_width", Sample.mean(widths), "ln minutes").add();
  }

  private void grades() {
    Map<Grade, Long> counts = counts(judged);
    for (Grade grade : Grade.values()) {
      String name = "grade_" + grade.name().toLowerCase(Locale.ROOT);
      measured(name, Sample.share(counts.getOrDefault(grade, 0L), judged.size()), "share").add();
    }
    boolean enough = judged.size() >= Seen.LATEST;
    Sample most =
        Sample.share(counts.values().stream().mapToLong(n -> n).max().orElse(0), judged.size());
    measured("commonest_grade", most, "share").baseline(LIMIT, enough ? SPREAD_MAX : null).add();
    long lacking = judged.stream().filter(c -> minutes(c) == null || typical(c) == null).count();
    measured("graded_without_duration", Sample.share(lacking, judged.size()), "share").add();
  }

  /** Failed is the work; lost is a decision whose agents were never heard of again. */
  private void reliability() {
    List<Closed> known = seen.closed().stream().filter(LiveFigures::ended).toList();
    long bad =
        known.stream()
            .filter(c -> c.result() == Result.FAILED || c.result() == Result.EXPIRED)
            .count();
    measured("error_rate", Sample.share(bad, known.size()), "share")
        .baseline(LIMIT, ERRORS_MAX)
        .report(.021)
        .add();
    unknown("submit_time", "ms", "not measured: the host does not store when it answered").add();
    unknown("decision_time", "ms", "not measured: the host does not store when it had committed")
        .report(245.0)
        .add();
  }

  private void contention() {
    double[] conflicts =
        judged.stream()
            .filter(c -> c.conflicts() != null)
            .collect(
                Collectors.groupingBy(
                    Closed::task,
                    Collectors.summingDouble(c -> Objects.requireNonNull(c.conflicts()))))
            .values()
            .stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    Sample perTask = Sample.mean(conflicts);
    measured("conflicts_per_100_tasks", perTask.times(100), "conflicts").add();
    Long prevented = seen.prevented();
    count("edits_prevented", prevented == null ? null : prevented.doubleValue(), "edits").add();
    count("unleased_edits", (double) seen.unleased(), "edits").add();
  }

  private void cost() {
    double[] tokens =
        seen.closed().stream()
            .map(Closed::tokens)
            .filter(Objects::nonNull)
            .mapToDouble(Long::doubleValue)
            .toArray();
    Sample each = Sample.mean(tokens);
    measured("tokens_per_decision", each, "tokens").add();
    Double mean = each.mean();
    Sample all = new Sample(mean == null ? null : mean * each.count(), null, null, each.count());
    measured("tokens", all, "tokens").add();
    unknown("cache_hit_ratio", "share", "not measured: there is no cache").report(.837).add();
    Long bytes = seen.hostBytes();
    Sample memory = bytes == null ? Sample.NONE : new Sample(bytes / BYTES_PER_MB, null, null, 1);
    String when = bytes == null ? "not measured: the system does not say" : "now";
    new Line("host_memory", memory, "MB", when).baseline(LIMIT, HOST_MB_MAX).report(387.0).add();
    Double leaks = seen.checked() == 0 ? null : (double) seen.leaks().size();
    new Line("feature_leaks", new Sample(leaks, null, null, seen.checked()), "leaks", checked())
        .baseline(LIMIT, 0.0)
        .add();
  }

  /** How many decisions were checked, and the first leak of them. */
  private String checked() {
    String checked = String.format(Locale.ROOT, "last %,d decisions checked", seen.checked());
    return seen.leaks().stream()
        .findFirst()
        .map(leak ->
            "%s; %s of %s %s".formatted(checked, leak.feature(), leak.attempt(), leak.why()))
        .orElse(checked);
  }

  /** Whether it has an end that is known and that nobody ordered. */
  static boolean ended(Closed closed) {
    return closed.result() != Result.UNKNOWN && closed.result() != Result.CANCELLED;
  }

  /**
   * Whether it can be said if the promise was kept: of a success that nobody timed, or of which
   * nobody told the conflicts, it cannot.
   */
  static boolean settled(Closed closed) {
    return !clean(closed) || (closed.durationMs() != null && closed.conflicts() != null);
  }

  static boolean kept(Closed closed) {
    Promise promise = promise(closed);
    Double minutes = minutes(closed);
    Span bounds = promise.tokens();
    Long tokens = closed.tokens();
    return clean(closed)
        && minutes != null
        && promise.minutes().holds(minutes)
        && (bounds == null || tokens == null || bounds.holds(tokens / TOKENS_PER_MILLION));
  }

  private static boolean clean(Closed closed) {
    Integer conflicts = closed.conflicts();
    return closed.result() == Result.SUCCEEDED && (conflicts == null || conflicts == 0);
  }

  static Grade grade(Closed closed) {
    Integer conflicts = closed.conflicts();
    boolean met = closed.attempt() > 1 || (conflicts != null && conflicts > 0);
    boolean success = closed.result() == Result.SUCCEEDED;
    return Grading.of(success, minutes(closed), typical(closed), met, false, false);
  }

  static @Nullable Double minutes(Closed closed) {
    Long millis = closed.durationMs();
    return millis == null ? null : millis / MILLIS_PER_MINUTE;
  }

  private static @Nullable Double typical(Closed closed) {
    Promise promise = closed.promise();
    return promise == null ? null : promise.typicalMinutes();
  }

  static Promise promise(Closed closed) {
    return Objects.requireNonNull(closed.promise());
  }

  static Map<Grade, Long> counts(Collection<Closed> all) {
    var counts = new EnumMap<Grade, Long>(Grade.class);
    all.forEach(closed -> counts.merge(grade(closed), 1L, Long::sum));
    return counts;
  }

  private static @Nullable Double commonest(List<Closed> all) {
    long most = counts(all).values().stream().mapToLong(n -> n).max().orElse(0);
    return all.isEmpty() ? null : most / (double) all.size();
  }

  private Line measured(String name, Sample sample, String unit) {
    return new Line(name, sample, unit, seen.window());
  }

  private Line count(String name, @Nullable Double value, String unit) {
    String window = value == null ? "more happened than the host keeps" : seen.window();
    return new Line(name, new Sample(value, null, null, seen.closed().size()), unit, window);
  }

  private Line unknown(String name, String unit, String why) {
    return new Line(name, Sample.NONE, unit, why);
  }

  /** A figure that is being composed; unknown when its sample is empty. */
  private final class Line {
    private final String name;
    private final Sample sample;
    private final String unit;
    private final String window;
    private @Nullable Double baseline;
    private @Nullable String baselineName;
    private @Nullable Double report;

    Line(String name, Sample sample, String unit, String window) {
      this.name = name;
      this.sample = sample;
      this.unit = unit;
      this.window = window;
    }

    Line baseline(String named, @Nullable Double value) {
      baseline = value;
      baselineName = value == null ? null : named;
      return this;
    }

    Line report(double value) {
      report = value;
      return this;
    }

    void add() {
      Provenance known = sample.mean() == null ? Provenance.UNKNOWN : Provenance.MEASURED;
      figures.add(
          new Figure(
              name,
              sample.mean(),
              sample.low(),
              sample.high(),
              unit,
              sample.count(),
              window,
              known,
              baseline,
              baselineName,
              report));
    }
  }
}
