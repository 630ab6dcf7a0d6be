package dev.muster.monitoring;

import dev.muster.contract.AttemptId;
import dev.muster.contract.Decision;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Result;
import dev.muster.store.FigureRows.Decided;
import dev.muster.store.FigureRows.Ended;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a feature of a stored decision knows what came after it. The historical success rate is
 * computed again from the outcomes that closed strictly before the decision (LEARNING 1.2). The
 * confidence is of the model that served before the champion, which may be gone, so it is not
 * computed again: it must be as it was frozen, and the champion beside it older than the decision.
 */
final class LeakCheck {

  /** A feature that knows, or may know, of what came after its decision. */
  record Leak(AttemptId attempt, FeatureName feature, String why) {}

  /** How many outcomes there were, of those that count. */
  private record Tally(long succeeded, long judged) {
    Tally with(Result result) {
      return result.judged()
          ? new Tally(succeeded + (result == Result.SUCCEEDED ? 1 : 0), judged + 1)
          : this;
    }

    static Tally of(Map<Result, Long> counts) {
      long all = 0;
      for (var entry : counts.entrySet()) {
        all += entry.getKey().judged() ? entry.getValue() : 0;
      }
      return new Tally(counts.getOrDefault(Result.SUCCEEDED, 0L), all);
    }

    @Nullable Double rate() {
      return judged == 0 ? null : (succeeded + 2) / (judged + 4.0);
    }
  }

  private record Past(@Nullable String repo, String type) {}

  private static final double ROUNDING = 1e-9;
  private static final Pattern MODEL = Pattern.compile("model_(\\d{1,15})_\\w+");

  private LeakCheck() {}

  /** The leaks of these decisions; each repository and task type is read once. */
  static List<Leak> of(Tx tx, List<Decided> decisions) {
    var leaks = new ArrayList<Leak>();
    decisions.stream()
        .collect(Collectors.groupingBy(decided -> new Past(decided.repo(), decided.type())))
        .forEach((past, alike) -> {
          Instant first =
              alike.stream()
                  .map(decided -> decided.decision().at())
                  .min(Comparator.naturalOrder())
                  .orElseThrow();
          leaks.addAll(
              of(
                  alike,
                  tx.outcomes().history(past.repo(), past.type(), first),
                  tx.figures().ended(past.repo(), past.type(), first)));
        });
    return leaks;
  }

  /**
   * The leaks of decisions of one repository and task type.
   *
   * @param before what closed strictly before the first of them, by result
   * @param ended what closed from then on, oldest first
   */
  static List<Leak> of(List<Decided> decisions, Map<Result, Long> before, List<Ended> ended) {
    List<Decided> oldestFirst =
        decisions.stream()
            .sorted(Comparator.comparing(decided -> decided.decision().at()))
            .toList();
    var leaks = new ArrayList<Leak>();
    Tally tally = Tally.of(before);
    int next = 0;
    for (Decided decided : oldestFirst) {
      while (next < ended.size() && ended.get(next).at().isBefore(decided.decision().at())) {
        tally = tally.with(ended.get(next++).result());
      }
      add(leaks, decided, FeatureName.HISTORICAL_SUCCESS_RATE, history(decided, tally, ended));
      add(leaks, decided, FeatureName.NEURAL_PATTERN_CONFIDENCE, confidence(decided));
    }
    return leaks;
  }

  private static void add(
      List<Leak> leaks, Decided decided, FeatureName feature, @Nullable String why) {
    if (why != null) {
      leaks.add(new Leak(decided.attempt(), feature, why));
    }
  }

  private static @Nullable String history(Decided decided, Tally tally, List<Ended> ended) {
    @Nullable Double value = decided.history();
    if (!same(value, frozen(decided.decision(), FeatureName.HISTORICAL_SUCCESS_RATE))) {
      return "was changed after its decision";
    }
    if (same(value, tally.rate())) {
      return null;
    }
    Tally withOwn =
        ended.stream()
            .filter(end -> end.attempt().equals(decided.attempt()))
            .map(Ended::result)
            .reduce(tally, Tally::with, (one, other) -> other);
    return same(value, withOwn.rate())
        ? "counts the outcome of its own attempt"
        : "is not of the outcomes that closed before its decision";
  }

  private static @Nullable String confidence(Decided decided) {
    Decision decision = decided.decision();
    @Nullable Double value = decided.confidence();
    if (!same(value, frozen(decision, FeatureName.NEURAL_PATTERN_CONFIDENCE))) {
      return "was changed after its decision";
    }
    Matcher model = MODEL.matcher(decision.model());
    if (value == null || !model.matches()) {
      return null;
    }
    Instant made = Instant.ofEpochMilli(Long.parseLong(model.group(1)));
    return made.isAfter(decision.at()) ? "is beside a model made after its decision" : null;
  }

  private static @Nullable Double frozen(Decision decision, FeatureName name) {
    return decision.features().stream()
        .filter(feature -> feature.name() == name)
        .map(feature -> feature.value())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static boolean same(@Nullable Double one, @Nullable Double other) {
    if (one == null || other == null) {
      return Objects.equals(one, other);
    }
    return Math.abs(one - other) <= ROUNDING;
  }
}
