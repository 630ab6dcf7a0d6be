package dev.muster.contract;

/** One of the two strategies of an experiment. */
public enum Arm {
  /** What holds without the experiment. */
  A,
  /** What is tried. */
  B
}
