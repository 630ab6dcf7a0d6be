package dev.muster.learning;

import java.util.HashMap;
import java.util.Map;

/**
 * What is factored for a fit. Ridges are the same for all measures, and mostly every measure of an
 * outcome is known: then their factors are those of the measure before. Confined to one thread.
 */
final class Factors {
  private final Statistics terms;
  private final Map<Belief, Cholesky> ridges = new HashMap<>();

  Factors(Statistics terms) {
    this.terms = terms;
  }

  /** Whether these are those of the same terms. */
  boolean serve(Statistics other) {
    return terms.sameTerms(other);
  }

  /** Of the terms under a belief. */
  Cholesky of(Belief belief) {
    return belief.isRidge() ? ridges.computeIfAbsent(belief, terms::factor) : terms.factor(belief);
  }
}
