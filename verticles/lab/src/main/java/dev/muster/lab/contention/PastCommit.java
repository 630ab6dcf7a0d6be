package dev.muster.lab.contention;

import java.util.List;

/** A commit as the task that it may have been; churn counts lines, below zero it is not known. */
record PastCommit(String id, int churn, List<TouchedFile> files) {
  /** More files than one task declares: a formatter's run, a move of folders, a first import. */
  static final int FILES_MAX = 60;

  PastCommit {
    files = List.copyOf(files);
  }
}
