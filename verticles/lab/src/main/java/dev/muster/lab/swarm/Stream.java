package dev.muster.lab.swarm;

import static dev.muster.lab.SplitMix.GOLDEN_GAMMA;
import static dev.muster.lab.SplitMix.mixed;

import dev.muster.lab.SplitMix;

/**
 * Random quantities by name instead of by order: each is a function of a key that seed, task,
 * replication and quantity make. Policies that are compared meet the same draws however differently
 * they act, and adding a quantity changes no other. The same figures come out of every JVM ({@link
 * StrictMath}).
 */
record Stream(long key) {
  /** The stream below this one with a number. */
  Stream at(long number) {
    return new Stream(mixed(key ^ mixed(number + GOLDEN_GAMMA)));
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return SplitMix.uniform(mixed(key));
  }

  double uniform(double from, double to) {
    return from + (to - from) * uniform();
  }

  /** Standard normal, after Box and Muller. */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - at(1).uniform()));
    return radius * StrictMath.cos(2 * Math.PI * at(2).uniform());
  }

  /** Its logarithm is normal with this deviation around 0. */
  double logNormal(double sigma) {
    return StrictMath.exp(sigma * normal());
  }

  /** Beta, as a share of two gammas. */
  double beta(double alpha, double beta) {
    double one = at(1).gamma(alpha);
    return one / (one + at(2).gamma(beta));
  }

  /** Gamma of shape >= 1 and scale 1, after Marsaglia and Tsang 2000. */
  private double gamma(double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    for (long attempt = 1; ; attempt++) {
      Stream now = at(attempt);
      double x = now.at(3).normal();
      double root = 1 + c * x;
      if (root > 0) {
        double v = root * root * root;
        double log = StrictMath.log(1 - now.at(4).uniform());
        if (log < .5 * x * x + d - d * v + d * StrictMath.log(v)) {
          return d * v;
        }
      }
    }
  }
}
