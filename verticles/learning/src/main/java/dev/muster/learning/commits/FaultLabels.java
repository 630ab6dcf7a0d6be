package dev.muster.learning.commits;

import dev.muster.learning.commits.Commit.FileChange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Guesses which commits brought a fault, after the idea of SZZ (Sliwerski, Zimmermann and Zeller
 * 2005): a later fix deletes or changes a line in a file that the commit was the last to write.
 * Lines are told apart by their text and not by their place, so that no blame is asked. Confined to
 * one thread.
 */
final class FaultLabels {
  /** Lines whose writer is remembered; the ones written first go first. */
  private static final int LINES_MAX = 1_000_000;

  /** Who imports or generates so much at once did not write it. */
  private static final int COMMIT_LINES_MAX = 10_000;

  private final long within;
  private final BitSet faulty = new BitSet();
  private final List<Long> times = new ArrayList<>();
  private final Map<String, Integer> files = new HashMap<>();
  private final LinkedHashMap<Long, Integer> writers = new LinkedHashMap<>();
  private int named;

  /** A fix counts when it comes within so many seconds. */
  FaultLabels(long within) {
    this.within = within;
  }

  /** The next commit; what it repairs is its past. */
  void add(Commit commit) {
    int index = times.size();
    times.add(commit.at());
    boolean many = commit.churn() > COMMIT_LINES_MAX;
    for (FileChange file : commit.files()) {
      Integer moved = file.from().equals(file.path()) ? null : files.remove(file.from());
      int number = moved == null ? files.computeIfAbsent(file.path(), path -> named++) : moved;
      files.put(file.path(), number);
      for (long line : file.deletedLines()) {
        Integer writer = writers.remove(key(number, line));
        if (writer != null && commit.fix() && commit.at() - times.get(writer) <= within) {
          faulty.set(writer);
        }
      }
      for (long line : many ? new long[0] : file.addedLines()) {
        writers.putLast(key(number, line), index);
      }
    }
    while (writers.size() > LINES_MAX) {
      writers.pollFirstEntry();
    }
  }

  /** Whether a fix of the commit that was added as this one, from 0, was seen so far. */
  boolean faulty(int index) {
    return faulty.get(index);
  }

  private static long key(int file, long line) {
    return line ^ (file + 1) * 0x9E3779B97F4A7C15L;
  }
}
