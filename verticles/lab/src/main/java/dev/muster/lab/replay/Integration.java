package dev.muster.lab.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The bare repository in which parts land on {@code refs/heads/main}. It has none of the source's
 * history: its first commit is the start tree.
 */
final class Integration {
  static final String MAIN = "refs/heads/main";
  private static final String FIELDS =
      "%H %T"
          + trailer("Muster-Task")
          + trailer("Muster-Part")
          + trailer("Muster-Slot")
          + trailer("Muster-Fence");

  /** Git holds a ref's lock for milliseconds: an older one belongs to a process that was killed. */
  private static final Duration LOCK_AGE_MAX = Duration.ofSeconds(5);

  private final Git git;
  private final TreeWriter trees;

  Integration(Git git, Path temporary) {
    this.git = git;
    this.trees = new TreeWriter(git, temporary);
  }

  private static String trailer(String key) {
    return "%x20%(trailers:key=" + key + ",valueonly=true,separator=%x2C)";
  }

  /** The state of main: its newest commit, that one's tree, and all that landed. */
  record Head(String commit, String tree, Map<String, LandedPart> landed) {
    boolean has(String task, int part) {
      return landed.containsKey(key(task, part));
    }
  }

  private static String key(String task, int part) {
    return task + "/" + part;
  }

  void start(String startTree) {
    String commit = git.line("commit-tree", startTree, "-m", "Start of the replay");
    git.line("update-ref", MAIN, commit, "");
  }

  /** The tree all usable tasks together must end with. */
  String expectedTree(String startTree, List<ReplayTask> tasks) {
    return trees.write(startTree, Planning.lastVersions(tasks));
  }

  Head head() {
    String log = git.line("log", "--no-show-signature", "--format=" + FIELDS, MAIN);
    List<String> lines = log.lines().toList();
    String[] newest = lines.getFirst().split(" ", -1);
    Map<String, LandedPart> landed =
        landed(lines).stream()
            .collect(Collectors.toMap(p -> key(p.task(), p.part()), p -> p, (_, second) -> second));
    return new Head(newest[0], newest[1], landed);
  }

  /** Everything that landed, newest first; a part that landed twice is here twice. */
  List<LandedPart> log() {
    return landed(
        git.line("log", "--no-show-signature", "--format=" + FIELDS, MAIN).lines().toList());
  }

  private static List<LandedPart> landed(List<String> lines) {
    var landed = new ArrayList<LandedPart>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words.length == 6 && !words[2].isEmpty()) {
        String[] part = words[3].split("/", -1);
        landed.add(
            new LandedPart(
                words[0],
                words[2],
                Integer.parseInt(part[0]),
                Integer.parseInt(part[1]),
                Integer.parseInt(words[4]),
                Long.parseLong(words[5])));
      }
    }
    return landed;
  }

  /** The paths at which two trees differ. */
  List<RepoPath> differing(String before, String after) {
    byte[] raw =
        git.must(new byte[0], "diff-tree", "-r", "--raw", "-z", "--no-renames", before, after)
            .out();
    return RawDiff.changes(raw).stream().map(Change::path).toList();
  }

  /** The tree of {@code head} with the part's changes applied. */
  String treeWith(Head head, Part part) {
    return trees.write(
        head.tree(),
        part.changes().stream().collect(Collectors.toMap(Change::path, Change::after)));
  }

  String commit(String tree, String parent, String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return git.must(bytes, "commit-tree", tree, "-p", parent, "-F", "-").line();
  }

  /** Compare-and-swap of main; false when it was not at {@code from} any more. */
  boolean move(String from, String to) {
    if (git.run(new byte[0], "update-ref", MAIN, to, from).ok()) {
      return true;
    }
    removeStaleLock();
    return false;
  }

  private void removeStaleLock() {
    Path lock = git.folder().resolve(MAIN + ".lock");
    try {
      FileTime changed = Files.getLastModifiedTime(lock);
      if (changed.toInstant().isBefore(Instant.now().minus(LOCK_AGE_MAX))) {
        Files.deleteIfExists(lock);
      }
    } catch (IOException _) {
      // No lock: the swap was lost to another landing, not to a dead process.
    }
  }
}
