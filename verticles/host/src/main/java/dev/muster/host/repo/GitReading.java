package dev.muster.host.repo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What git says of a worktree's state and history; it is read and never written. */
final class GitReading {
  private static final Duration STATUS_MAX = Duration.ofSeconds(20);
  private static final Duration HISTORY_MAX = Duration.ofSeconds(10);
  private static final int BYTES_MAX = 8 << 20;
  private static final int COMMITS_MAX = 50;
  private static final int FILES_MAX = 1_000;

  private final Processes processes;

  GitReading(Processes processes) {
    this.processes = processes;
  }

  /** The worktree now; files that are as in {@code before} are not read again. */
  Look look(Checkout checkout, Map<String, Stamp> before) throws IOException {
    Path worktree = Path.of(checkout.worktree());
    String head = "";
    String branch = null;
    Map<String, Stamp> dirty = new HashMap<>();
    for (String line :
        processes.run(
            worktree,
            STATUS_MAX,
            BYTES_MAX,
            "status",
            "--porcelain=v2",
            "--branch",
            "-z",
            "--untracked-files=all",
            "--no-renames",
            "--ignore-submodules=all")) {
      if (line.startsWith("# branch.oid ")) {
        head = line.endsWith("(initial)") ? "" : line.substring(13);
      } else if (line.startsWith("# branch.head ")) {
        branch = line.endsWith("(detached)") ? null : line.substring(14);
      } else {
        String path = path(line);
        if (path != null) {
          dirty.put(path, Stamp.of(worktree.resolve(path), before.get(path)));
        }
      }
    }
    return new Look(head, branch, dirty);
  }

  /**
   * The path of an entry: behind 8 fields of a change, 10 of a conflict, the mark of a new file.
   */
  private static @Nullable String path(String entry) {
    int fields =
        switch (entry.isEmpty() ? ' ' : entry.charAt(0)) {
          case '1' -> 8;
          case 'u' -> 10;
          case '?' -> 1;
          default -> 0;
        };
    int at = 0;
    for (int field = 0; field < fields; field++) {
      at = entry.indexOf(' ', at) + 1;
    }
    // An untracked repository is one entry with a slash: it has sessions of its own.
    return fields == 0 || entry.endsWith("/") ? null : entry.substring(at);
  }

  /**
   * The commits made in this worktree since {@code head} was another: what the reflog calls a
   * commit, and not what a checkout, a pull or a rebase brought.
   */
  Commits commits(Checkout checkout, String since) throws IOException {
    Path worktree = Path.of(checkout.worktree());
    List<String> made = new ArrayList<>();
    for (String entry :
        processes.run(
            worktree,
            HISTORY_MAX,
            BYTES_MAX,
            "log",
            "-g",
            "-z",
            "--no-show-signature",
            "--format=%H %gs",
            "-" + COMMITS_MAX,
            "HEAD")) {
      String sha = entry.strip().split(" ", 2)[0];
      if (sha.equals(since)) {
        break;
      }
      if (entry.strip().startsWith("commit", sha.length() + 1)) {
        made.add(sha);
      }
    }
    if (made.isEmpty()) {
      return Commits.NONE;
    }
    Set<String> files = new LinkedHashSet<>();
    for (String sha : made) {
      files.addAll(files(worktree, sha));
    }
    return new Commits(made.getFirst(), Set.copyOf(files.stream().limit(FILES_MAX).toList()));
  }

  private List<String> files(Path worktree, String sha) throws IOException {
    return processes
        .run(
            worktree,
            HISTORY_MAX,
            BYTES_MAX,
            "diff-tree",
            "--root",
            "-r",
            "-z",
            "--no-commit-id",
            "--name-only",
            "--no-renames",
            "--ignore-submodules=all",
            sha)
        .stream()
        .filter(path -> !path.isEmpty())
        .toList();
  }
}
