package dev.muster.lab.replay;

/** What a commit does to one path: the entry before, the entry after, and the lines it churns. */
record Change(RepoPath path, TreeEntry before, TreeEntry after, int churn) {
  Change withChurn(int lines) {
    return new Change(path, before, after, lines);
  }
}
