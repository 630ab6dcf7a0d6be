package dev.muster.lab;

/** The mixing of SplitMix64 (Steele, Lea, Flood 2014), by which keys become random quantities. */
public final class SplitMix {
  public static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix() {}

  /** The finalizer: any two keys that differ are far apart after it. */
  public static long mixed(long bits) {
    long z = bits + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1) from bits that are mixed. */
  public static double uniform(long mixed) {
    return (mixed >>> 11) * 0x1.0p-53;
  }
}
