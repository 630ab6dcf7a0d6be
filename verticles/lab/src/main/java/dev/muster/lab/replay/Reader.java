package dev.muster.lab.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A bare repository that borrows the objects of a source, to read them without its configuration.
 *
 * <p>Nothing may be written where a source's objects are borrowed: git would then touch the files
 * of objects that are there already. So the objects that landing needs are copied into the
 * integration repository: every tree, and the blobs of the changed paths.
 */
final class Reader {
  private static final String TREE_MODE = "040000";

  private final Source source;
  private final Git git;

  /** Creates the repository in the folder that {@code git} works in. */
  Reader(Git git, Source source) {
    this.source = source;
    this.git = git;
    try {
      Files.createDirectories(git.folder());
      init(git);
      borrow(git.folder());
      if (!source.shallow().isEmpty()) {
        Files.write(git.folder().resolve("shallow"), source.shallow());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  History history(int count) {
    return History.read(git, source, count);
  }

  /**
   * Hands on the patches of the last first-parent commits, oldest first, without context lines.
   * Where an object is missing git fails after it has printed what it has: that is enough.
   */
  void patches(int count, Consumer<String> line) {
    git.lines(
        line,
        "log",
        "--first-parent",
        "--diff-merges=off",
        "--reverse",
        "-n",
        String.valueOf(count),
        "--no-show-signature",
        "--format=" + CommitLog.COMMIT + "%H %P",
        "-p",
        "-U0",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--no-color",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        source.head());
  }

  /** Fills a new bare repository with what the replay of this history needs. */
  void copyInto(Git integration, History history) {
    init(integration);
    byte[] names = existing(String.join("\n", needed(history)) + "\n");
    // Straight into a file: the pack may be larger than this process.
    git.must(names, "pack-objects", "-q", integration.folder() + "/objects/pack/pack");
  }

  private void borrow(Path repository) throws IOException {
    String borrowed =
        source.objects().stream().map(Reader::quoted).collect(Collectors.joining("\n"));
    Files.writeString(repository.resolve("objects/info/alternates"), borrowed + "\n");
  }

  private void init(Git bare) {
    bare.line("init", "-q", "--bare", "--object-format=" + source.objectFormat(), ".");
  }

  private Set<String> needed(History history) {
    var needed = new LinkedHashSet<String>(List.of(history.startTree()));
    git.run(new byte[0], "ls-tree", "-r", "-d", "--full-tree", history.startTree())
        .line()
        .lines()
        .forEach(line -> needed.add(line.split("[ \t]", -1)[2]));
    List<CommitChange> commits = history.commits();
    for (CommitChange commit : commits) {
      needed.add(commit.baseTree());
      Git.Answer trees =
          git.run(
              new byte[0],
              "diff-tree",
              "-r",
              "-t",
              "-z",
              "--raw",
              "--no-renames",
              commit.baseTree(),
              commit.commit());
      for (Change change : RawDiff.changes(trees.out())) {
        if (change.after().mode().equals(TREE_MODE)) {
          needed.add(change.after().blob());
        }
      }
      for (Change change : commit.changes()) {
        needed.add(change.before().blob());
        needed.add(change.after().blob());
      }
    }
    return needed;
  }

  /** Zeros stand for absent entries, and a snapshot lacks objects: neither can be packed. */
  private byte[] existing(String names) {
    byte[] asked = names.getBytes(StandardCharsets.US_ASCII);
    String existing =
        git.must(asked, "cat-file", "--batch-check=%(objectname)")
            .line()
            .lines()
            .filter(line -> !line.endsWith(" missing"))
            .collect(Collectors.joining("\n", "", "\n"));
    return existing.getBytes(StandardCharsets.US_ASCII);
  }

  private static String quoted(Path path) {
    String text = path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + text.replace("\n", "\\n") + '"';
  }
}
