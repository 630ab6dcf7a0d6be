package dev.muster.host.mcp;

import dev.muster.contract.Attempt;
import dev.muster.contract.Contribution;
import dev.muster.contract.CurvePoint;
import dev.muster.contract.Decision;
import dev.muster.contract.Masked;
import dev.muster.contract.Task;
import dev.muster.contract.TaskDetail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A decision in words; every predicted number stands beside where it comes from. */
final class DecisionWords {
  private static final int CONTRIBUTIONS_MAX = 4;

  private DecisionWords() {}

  static String of(Decision decision) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s (%s, %s, model %s; mode %s, %s). %s"
            .formatted(
                TaskWords.agents(decision.agents()),
                decision.coordinationClass().name().toLowerCase(Locale.ROOT),
                decision.provenance(),
                decision.model(),
                decision.mode(),
                decision.modeReason(),
                decision.because()));
    if (!decision.contributions().isEmpty()) {
      lines.add(
          "What moved it most: "
              + decision.contributions().stream()
                  .sorted(Comparator.comparingDouble(c -> -Math.abs(c.effect())))
                  .limit(CONTRIBUTIONS_MAX)
                  .map(DecisionWords::contribution)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    lines.add("Utility by number of agents (" + decision.provenance() + "):");
    decision.curve().forEach(point -> lines.add(point(point, decision.mask())));
    return String.join("\n", lines);
  }

  /** A task's latest decision, and how its attempts went. */
  static String of(TaskDetail detail) {
    Task task = detail.task();
    var lines = new ArrayList<String>();
    lines.add(
        "%s \"%s\" is %s%s%s."
            .formatted(
                task.id(),
                task.title(),
                task.state().name().toLowerCase(Locale.ROOT),
                task.reason() == null ? "" : ", " + task.reason(),
                task.held() == null ? "" : ", held: " + task.held()));
    if (detail.decisions().isEmpty()) {
      lines.add(
          "Nothing is decided yet. First estimate: %s (%s)."
              .formatted(TaskWords.agents(task.estimate().agents()), task.estimate().provenance()));
    } else {
      lines.add(of(detail.decisions().getLast()));
    }
    detail.attempts().forEach(attempt -> lines.add(attempt(attempt)));
    return String.join("\n", lines);
  }

  private static String attempt(Attempt attempt) {
    String agents =
        attempt.slots().stream()
            .map(
                slot -> slot.agent() + " " + (slot.result() == null ? slot.state() : slot.result()))
            .collect(Collectors.joining(", "));
    return "Attempt %d %s: %s"
        .formatted(
            attempt.number(), attempt.result() == null ? "is open" : attempt.result(), agents);
  }

  private static String contribution(Contribution contribution) {
    return String.format(Locale.ROOT, "%s %+.2f", contribution.feature(), contribution.effect());
  }

  private static String point(CurvePoint point, List<Masked> mask) {
    String masked =
        mask.stream()
            .filter(m -> m.n() == point.n())
            .map(m -> ", not possible: " + m.reason())
            .findFirst()
            .orElse("");
    return String.format(
        Locale.ROOT,
        "  %d: %.2f, success %.2f%s",
        point.n(),
        point.utility(),
        point.success(),
        masked);
  }
}
