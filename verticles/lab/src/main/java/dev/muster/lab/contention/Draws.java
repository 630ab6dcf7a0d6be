package dev.muster.lab.contention;

import static dev.muster.lab.SplitMix.GOLDEN_GAMMA;
import static dev.muster.lab.SplitMix.mixed;

import dev.muster.lab.SplitMix;

/**
 * Random quantities by name instead of by order: each is a function of the seed, the task, the
 * quantity and an index. Strategies that are compared therefore meet the same arrivals and the same
 * work however differently they run, and adding a quantity changes no other. The same figures come
 * out of every JVM ({@link StrictMath}).
 */
record Draws(long seed) {
  /** What is drawn; the number is its own for good, because it is part of the key. */
  enum Quantity {
    WINDOW(1),
    ARRIVAL(2),
    WORK(3),
    EDIT_POINT(4),
    DECLARED(5),
    SHUFFLE(6);

    private final long key;

    Quantity(long key) {
      this.key = key;
    }
  }

  /** Uniform in [0, 1). */
  double uniform(long task, Quantity quantity, long index) {
    long key = mixed(seed + GOLDEN_GAMMA);
    key = mixed(key ^ (task + GOLDEN_GAMMA));
    key = mixed(key ^ (quantity.key * GOLDEN_GAMMA));
    key = mixed(key ^ (index + GOLDEN_GAMMA));
    return SplitMix.uniform(key);
  }

  /** Exponential with mean 1. */
  double exponential(long task, Quantity quantity) {
    return -StrictMath.log(1 - uniform(task, quantity, 0));
  }

  /** Standard normal, after Box and Muller. */
  double normal(long task, Quantity quantity) {
    double radius = StrictMath.sqrt(2 * exponential(task, quantity));
    return radius * StrictMath.cos(2 * Math.PI * uniform(task, quantity, 1));
  }
}
