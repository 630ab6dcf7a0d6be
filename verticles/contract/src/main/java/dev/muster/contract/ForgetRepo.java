package dev.muster.contract;

/**
 * Remove what is stored of a repository: leases, declarations, edits, notices, sessions and their
 * tasks. {@code repo} is the git common directory or a worktree of it.
 */
public record ForgetRepo(String repo) implements Request {
  public ForgetRepo {
    repo = Message.required("repo", repo);
  }
}
