package dev.muster.host.repo;

/**
 * One worktree of a repository, by real paths: {@code repo} is the git common directory, {@code
 * gitDir} the worktree's own part of it. A submodule is a repository of its own.
 */
public record Checkout(String repo, String worktree, String gitDir, boolean ignoreCase) {}
