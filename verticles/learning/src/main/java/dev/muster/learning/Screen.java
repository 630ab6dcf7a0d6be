package dev.muster.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.model.Model;
import dev.muster.model.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What logged decisions say of a challenger before a canary plays it (LEARNING 1.5). It keeps a bad
 * one away and never promotes a good one; where they say nothing, the canary alone judges.
 */
final class Screen {
  /** The largest weight that SWITCH-DR trusts. */
  private static final double WEIGHT_MOST = 10;

  private Screen() {}

  /**
   * Whether a canary may play a challenger, and why, in words.
   *
   * @param passed false when both the doubly robust and the self-normalized estimate are worse than
   *     what was earned, with 97.5 % each
   */
  record Judgement(boolean passed, String why) {}

  /**
   * Judges by the lessons that a coin made; those of propensity 1 say nothing of other choices.
   *
   * @param reference who serves, to expect what was not played; null takes the challenger itself
   */
  static Judgement judge(
      List<Lesson> lessons, Model challenger, @Nullable Model reference, Weights weights) {
    Model expects = reference == null ? challenger : reference;
    List<OffPolicy.Decision> logged = new ArrayList<>();
    for (Lesson lesson : lessons) {
      if (lesson.propensity() > 0 && lesson.propensity() < 1) {
        logged.add(decision(lesson, challenger, expects, weights));
      }
    }
    OffPolicy.Estimates estimates = OffPolicy.estimate(logged, WEIGHT_MOST);
    OffPolicy.Estimate robust = estimates.dr();
    OffPolicy.Estimate plain = estimates.snips();
    if (robust == null || plain == null) {
      return new Judgement(
          true,
          "not screened: %d decisions with a coin count as %.0f of %.0f"
              .formatted(logged.size(), estimates.effective(), OffPolicy.EFFECTIVE_LEAST));
    }
    double earned = logged.stream().mapToDouble(OffPolicy.Decision::reward).average().orElseThrow();
    boolean worse = above(robust) < earned && above(plain) < earned;
    return new Judgement(
        !worse,
        "%s: DR %.3f, SNIPS %.3f, logged %.3f over %d decisions"
            .formatted(
                worse ? "screened out" : "screened",
                robust.value(),
                plain.value(),
                earned,
                logged.size()));
  }

  private static OffPolicy.Decision decision(
      Lesson lesson, Model challenger, Model expects, Weights weights) {
    int wanted = best(lesson, lesson.expectedRewards(challenger, weights));
    double[] expected = lesson.expectedRewards(expects, weights);
    return new OffPolicy.Decision(
        lesson.reward(expects, weights),
        lesson.propensity(),
        wanted == lesson.agents() ? 1 : 0,
        expected[lesson.agents() - 1],
        expected[wanted - 1]);
  }

  /** The least of equals: what was played must not matter to what is wanted. */
  private static int best(Lesson lesson, double[] rewards) {
    int best = 1;
    double most = Double.NEGATIVE_INFINITY;
    for (int n = 1; n <= CoordinationClass.AGENTS_MAX; n++) {
      if (lesson.allows(n) && rewards[n - 1] > most) {
        best = n;
        most = rewards[n - 1];
      }
    }
    return best;
  }

  private static double above(OffPolicy.Estimate estimate) {
    return estimate.value() + estimate.margin();
  }
}
