package dev.muster.lab.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bare repository that a test fills commit by commit, without a work tree. */
public final class TestRepository {
  private final Git git;
  private final TreeWriter trees;
  private final Map<RepoPath, TreeEntry> next = new TreeMap<>();
  private final Path path;
  private String head = "";
  private String tree;

  public TestRepository(Path path, Path temporary) {
    this.path = path;
    Git outside = Git.in(temporary, temporary.resolve("git-config"));
    outside.line("init", "-q", "--bare", path.toString());
    git = outside.at(path);
    trees = new TreeWriter(git, temporary.resolve("indexes"));
    tree = git.line("mktree");
  }

  public Path path() {
    return path;
  }

  Git git() {
    return git;
  }

  String head() {
    return head;
  }

  public TestRepository write(String name, String content) {
    return entry(RepoPath.ofText(name), "100644", content.getBytes(StandardCharsets.UTF_8));
  }

  TestRepository entry(RepoPath name, String mode, byte[] content) {
    String blob = git.must(content, "hash-object", "-w", "--stdin").line();
    return entry(name, mode, blob);
  }

  TestRepository entry(RepoPath name, String mode, String object) {
    next.put(name, new TreeEntry(mode, object));
    return this;
  }

  TestRepository delete(String name) {
    return entry(RepoPath.ofText(name), "000000", "0".repeat(40));
  }

  /** Commits what was written since the last commit on top of it; returns the commit. */
  public String commit(String message, String... moreParents) {
    tree = trees.write(tree, next);
    next.clear();
    var command = new ArrayList<String>(List.of("commit-tree", tree, "-F", "-"));
    if (!head.isEmpty()) {
      command.addAll(List.of("-p", head));
    }
    for (String parent : moreParents) {
      command.addAll(List.of("-p", parent));
    }
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    head = git.must(text, command.toArray(String[]::new)).line();
    git.line("update-ref", "refs/heads/main", head);
    return head;
  }

  /** A branch from the last commit with one more, which a later commit can name as a parent. */
  String branch(String message) {
    return git.must(
            message.getBytes(StandardCharsets.UTF_8),
            "commit-tree",
            head + "^{tree}",
            "-p",
            head,
            "-F",
            "-")
        .line();
  }
}
