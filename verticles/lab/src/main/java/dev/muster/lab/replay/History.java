package dev.muster.lab.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last first-parent commits of a history, oldest first, and the tree they start from: the tree
 * of the oldest one's parent. The oldest commit of a shallow clone has no parent to compare with:
 * it is skipped and the replay starts from its own tree.
 */
record History(String startTree, List<CommitChange> commits) {
  /** No object has this name: to compare with it fails, as it should. */
  private static final String MISSING = "0".repeat(40);

  History {
    commits = List.copyOf(commits);
  }

  /** Reads from a repository that has the source's objects; {@code count} commits at most. */
  static History read(Git git, Source source, int count) {
    String emptyTree = git.line("hash-object", "-t", "tree", "--stdin");
    List<Header> headers = headers(git, source.head(), count);
    var commits = new ArrayList<CommitChange>();
    String base = emptyTree;
    for (Header header : headers) {
      boolean shallow = source.shallow().contains(header.commit());
      if (commits.isEmpty()) {
        base = shallow ? header.tree() : parentTree(git, header, emptyTree);
      }
      commits.add(
          shallow
              ? new CommitChange(
                  header.commit(), base, header.message(), List.of(), true, SkipReason.SHALLOW)
              : change(git, header, base));
      base = header.tree();
    }
    String start = commits.isEmpty() ? emptyTree : commits.getFirst().baseTree();
    return new History(start, counted(git, commits));
  }

  private record Header(String commit, String tree, List<String> parents, String message) {}

  private static List<Header> headers(Git git, String head, int count) {
    Git.Answer answer =
        git.run(
            new byte[0],
            "log",
            "-z",
            "--first-parent",
            "--no-show-signature",
            "--encoding=UTF-8",
            "--format=%H %T %P%n%B",
            "-n",
            String.valueOf(count),
            head);
    var headers = new ArrayList<Header>();
    // When a parent is missing git fails after it has printed what it has: that is enough.
    for (String field : RawDiff.fields(answer.out())) {
      String[] lines = field.split("\n", 2);
      String[] words = lines[0].strip().split(" ", -1);
      String message = RepoPath.text(lines[1]);
      headers.addFirst(
          new Header(words[0], words[1], List.of(words).subList(2, words.length), message));
    }
    return headers;
  }

  private static String parentTree(Git git, Header oldest, String emptyTree) {
    if (oldest.parents().isEmpty()) {
      return emptyTree;
    }
    String parent = oldest.parents().getFirst();
    Git.Answer answer = git.run(new byte[0], "rev-parse", "--verify", "-q", parent + "^{tree}");
    return answer.ok() ? answer.line() : MISSING;
  }

  private static CommitChange change(Git git, Header header, String base) {
    Git.Answer raw = diff(git, "--raw", base, header.tree());
    List<Change> changes = raw.ok() ? RawDiff.changes(raw.out()) : List.of();
    return new CommitChange(
        header.commit(), base, header.message(), changes, raw.ok(), problem(raw.ok(), changes));
  }

  private static Git.Answer diff(Git git, String form, String before, String after) {
    return git.run(
        new byte[0],
        "diff-tree",
        "-r",
        form,
        "-z",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        before,
        after);
  }

  private static @Nullable SkipReason problem(boolean read, List<Change> changes) {
    if (!read) {
      return SkipReason.MISSING_OBJECTS;
    }
    if (changes.isEmpty()) {
      return SkipReason.NO_CHANGES;
    }
    boolean submodule =
        changes.stream().anyMatch(c -> c.before().isSubmodule() || c.after().isSubmodule());
    return submodule ? SkipReason.SUBMODULE : null;
  }

  private static List<CommitChange> counted(Git git, List<CommitChange> commits) {
    Set<String> missing = missingBlobs(git, commits);
    var counted = new ArrayList<CommitChange>();
    for (CommitChange commit : commits) {
      counted.add(commit.problem() == null ? counted(git, commit, missing) : commit);
    }
    return counted;
  }

  private static CommitChange counted(Git git, CommitChange commit, Set<String> missing) {
    boolean lacks =
        commit.changes().stream()
            .anyMatch(
                c -> missing.contains(c.before().blob()) || missing.contains(c.after().blob()));
    if (lacks) {
      return commit.with(commit.changes(), SkipReason.MISSING_OBJECTS);
    }
    Git.Answer numstat = diff(git, "--numstat", commit.baseTree(), commit.commit());
    if (!numstat.ok()) {
      return commit.with(commit.changes(), SkipReason.MISSING_OBJECTS);
    }
    Map<RepoPath, Integer> churn = RawDiff.churn(numstat.out());
    return commit.with(
        commit.changes().stream()
            .map(change -> change.withChurn(churn.getOrDefault(change.path(), 0)))
            .toList(),
        null);
  }

  private static Set<String> missingBlobs(Git git, List<CommitChange> commits) {
    var asked = new StringBuilder();
    for (CommitChange commit : commits) {
      for (Change change : commit.changes()) {
        ask(asked, change.before());
        ask(asked, change.after());
      }
    }
    byte[] input = asked.toString().getBytes(StandardCharsets.US_ASCII);
    String answer = git.must(input, "cat-file", "--batch-check").line();
    var missing = new HashSet<String>();
    answer
        .lines()
        .filter(line -> line.endsWith(" missing"))
        .forEach(line -> missing.add(line.substring(0, line.indexOf(' '))));
    return missing;
  }

  private static void ask(StringBuilder asked, TreeEntry entry) {
    if (!entry.isAbsent() && !entry.isSubmodule()) {
      asked.append(entry.blob()).append('\n');
    }
  }
}
