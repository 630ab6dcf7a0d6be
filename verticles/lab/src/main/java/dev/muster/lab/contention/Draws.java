package dev.muster.lab.contention;

/**
 * Random quantities by name instead of by order: each is a function of the seed, the task, the
 * quantity and an index. Strategies that are compared therefore meet the same arrivals and the same
 * work however differently they run, and adding a quantity changes no other. The same figures come
 * out of every JVM ({@link StrictMath}).
 */
record Draws(long seed) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

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
    return (key >>> 11) * 0x1.0p-53;
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

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mixed(long bits) {
    long z = bits + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
