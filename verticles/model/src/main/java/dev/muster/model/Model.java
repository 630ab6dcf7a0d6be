package dev.muster.model;

/** What is expected of a task with n agents. Immutable; asking it allocates nothing. */
public sealed interface Model permits Surface, Trees, Perceptron {
  /** How much room a call needs. */
  int SCRATCH = 256;

  /**
   * Writes what is expected into {@code expected}: success in [.02,.98], minutes, millions of
   * tokens, conflicts; the means of log-normal measures, in the order of {@link Measure}.
   *
   * @param features ten in their order, each in [0,1] or NaN when unknown
   * @param n agents, 1..8
   * @param scratch of length {@link #SCRATCH}; overwritten
   * @param expected of length 4; overwritten
   */
  void expect(double[] features, int n, double[] scratch, double[] expected);

  /**
   * Writes what is expected of every n, which costs far less than asking for one after the other
   * and gives the same to the last bit.
   *
   * @param features ten in their order, each in [0,1] or NaN when unknown
   * @param scratch of length {@link #SCRATCH}; overwritten
   * @param expected of length 32; overwritten: of n agents at 4 (n - 1), as {@link #expect} does
   */
  void expectAll(double[] features, double[] scratch, double[] expected);

  /** The variance that is left of a measure around what is expected of it. */
  double variance(Measure measure);
}
