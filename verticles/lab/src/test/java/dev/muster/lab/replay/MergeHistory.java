package dev.muster.lab.replay;

import java.util.Random;

/**
 * A merge-heavy history: every other first-parent commit is a merge, branches overlap in time, and
 * paths are shared often, so that agents get into each other's way.
 */
final class MergeHistory {
  private static final int COMMITS = 64;
  private static final int SHARED_FILES = 12;

  private MergeHistory() {}

  static void fill(TestRepository repository, long seed) {
    var random = new Random(seed);
    for (int i = 0; i < SHARED_FILES; i++) {
      repository.write("shared/" + i + ".txt", lines(random));
    }
    repository.write("README.txt", lines(random)).commit("Begin");
    for (int i = 1; i < COMMITS; i++) {
      String side = repository.branch("Work " + i);
      repository.write("shared/" + random.nextInt(SHARED_FILES) + ".txt", lines(random));
      int own = 1 + random.nextInt(6);
      for (int file = 0; file < own; file++) {
        repository.write("own " + i + "/" + file + ".txt", lines(random));
      }
      if (i % 7 == 0) {
        repository.delete("README.txt").write("README.txt/part-" + i, lines(random));
      }
      if (i % 7 == 1 && i > 1) {
        repository.delete("README.txt/part-" + (i - 1)).write("README.txt", lines(random));
      }
      if (i % 2 == 0) {
        repository.commit("Merge branch 'work-" + i + "'", side);
      } else {
        repository.commit("Change " + i + "\n\nBecause of " + (i - 1) + ".");
      }
    }
  }

  private static String lines(Random random) {
    return (random.nextInt(1000) + "\n").repeat(1 + random.nextInt(40));
  }
}
