package dev.muster.learning.challenger;

/**
 * How one measure is learned.
 *
 * @param <P> what comes out: flat arrays without Smile
 */
interface Trainer<P> {
  /** Of a row, what is learned from; of equal length for all rows. */
  double[] inputs(Rows rows, int row);

  /** Learns from rows of inputs and as many values. */
  P train(double[][] x, double[] y);

  /** What was learned about inputs. */
  double said(P learned, double[] x);
}
