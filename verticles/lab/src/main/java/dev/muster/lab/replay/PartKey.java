package dev.muster.lab.replay;

/** Names one part of one task, both counted in the order of the history and from 0. */
record PartKey(int task, int part) implements Comparable<PartKey> {
  @Override
  public int compareTo(PartKey other) {
    return task != other.task ? Integer.compare(task, other.task) : part - other.part;
  }
}
