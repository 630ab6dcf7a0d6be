package dev.muster.contract;

/** Lines of a file from {@code from} to {@code to}, both included, from 1. */
public record LineRange(int from, int to) {
  public LineRange {
    if (from < 1 || to < from) {
      throw new IllegalArgumentException(
          "lines must be 1 <= from <= to, were " + from + " and " + to);
    }
  }
}
