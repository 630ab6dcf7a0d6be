package dev.muster.lab.swarm;

/** What is drawn; the number is its own for good, because it is part of the key. */
final class Quantity {
  static final long TASK = 1;
  static final long TYPE = 2;
  static final long MINUTES = 3;
  static final long PARALLEL = 4;
  static final long PIECES = 5;
  static final long SUCCESS = 6;
  static final long TOOL = 7;
  static final long PAIR_CONFLICT = 8;
  static final long REUSE = 9;
  static final long LOAD = 10;
  static final long FREE = 11;
  static final long REPLICATION = 12;
  static final long STEP = 13;
  static final long SKILL = 14;
  static final long CONFLICT = 15;
  static final long OUTCOME = 16;
  static final long FAILURE = 17;
  static final long MEMORY = 18;
  static final long SENSOR = 19;
  static final long MISSING = 20;
  static final long GAP = 21;
  static final long COIN = 22;

  private Quantity() {}
}
