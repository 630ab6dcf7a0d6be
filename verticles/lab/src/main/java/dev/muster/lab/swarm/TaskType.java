package dev.muster.lab.swarm;

/** A kind of work: how much of it can be shared, in how many pieces, and how long it takes. */
public enum TaskType {
  SEQUENTIAL(Parameter.SHARE_SEQUENTIAL, Parameter.MINUTES_SEQUENTIAL, 2, 6, 4, 8),
  MIXED(Parameter.SHARE_MIXED, Parameter.MINUTES_MIXED, 5, 4, 8, 16),
  DECOMPOSABLE(Parameter.SHARE_DECOMPOSABLE, Parameter.MINUTES_DECOMPOSABLE, 12, 2, 16, 32),
  LONG(Parameter.SHARE_LONG, Parameter.MINUTES_LONG, 18, 1.5, 24, 48);

  private final Parameter share;
  private final Parameter minutes;
  private final double alpha;
  private final double beta;
  private final int piecesMin;
  private final int piecesMax;

  TaskType(
      Parameter share, Parameter minutes, double alpha, double beta, int piecesMin, int piecesMax) {
    this.share = share;
    this.minutes = minutes;
    this.alpha = alpha;
    this.beta = beta;
    this.piecesMin = piecesMin;
    this.piecesMax = piecesMax;
  }

  /** Its share of what arrives. */
  double share(Parameters parameters) {
    return parameters.of(share);
  }

  /** The median of the minutes that one agent takes. */
  double minutes(Parameters parameters) {
    return parameters.of(minutes);
  }

  /** Which share of the work can be shared; Beta, shaped to match Kim's +81 to -70 %. */
  double parallel(Stream stream) {
    return stream.beta(alpha, beta);
  }

  /** In how many pieces. */
  int pieces(Stream stream) {
    return piecesMin + (int) (stream.uniform() * (piecesMax - piecesMin + 1));
  }
}
