package dev.muster.contract;

/** Bounds of 90 %: what is expected lies between them nine times in ten. */
public record Span(double low, double high) {
  public Span {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low must be at most high, was " + low + ".." + high);
    }
  }

  /** Whether {@code value} lies between the bounds. */
  public boolean holds(double value) {
    return value >= low && value <= high;
  }
}
