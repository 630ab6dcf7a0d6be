package dev.muster.contract;

import java.util.List;

/** How good an outcome was, A the best: METRICS, outcome grade. */
public enum Grade {
  A,
  B,
  C,
  D,
  E;

  /** Lowered by so many grades; not below D, because E is a failure. */
  public Grade lowered(int grades) {
    Grade[] all = values();
    int at = List.of(all).indexOf(this);
    return this == E ? E : all[Math.min(at + grades, all.length - 2)];
  }
}
