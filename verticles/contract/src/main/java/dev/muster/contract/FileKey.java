package dev.muster.contract;

/**
 * One file in one worktree of a repository. {@code repo} is the real path of the git common
 * directory, {@code worktree} that of the worktree's root, {@code path} is relative to it with
 * slashes; symbolic links and, where the file system folds it, case are resolved.
 */
public record FileKey(String repo, String worktree, String path) {
  private static final int LENGTH_MAX = 4096;

  public FileKey {
    required("repo", repo);
    required("worktree", worktree);
    required("path", path);
    if (path.startsWith("/") || path.equals("..") || path.startsWith("../")) {
      throw new IllegalArgumentException("path must lie in its worktree, was " + path);
    }
  }

  private static void required(String name, String value) {
    if (value == null || value.isBlank() || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(name + " must have 1.." + LENGTH_MAX + " characters");
    }
  }
}
