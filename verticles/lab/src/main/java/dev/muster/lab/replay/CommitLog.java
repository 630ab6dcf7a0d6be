package dev.muster.lab.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The patches of a repository's last first-parent commits, oldest first, as git prints them. */
public final class CommitLog {
  /** How a commit begins in the log: this, its name, and the names of its parents. */
  public static final String COMMIT = "commit ";

  private CommitLog() {}

  /**
   * Hands on the log line by line, one char per byte; merges come without a patch. The repository
   * is only read, without its configuration.
   *
   * @return false when there is no repository or no commit
   */
  public static boolean read(Path repository, int count, Consumer<String> line) throws IOException {
    if (!Files.isDirectory(repository)) {
      return false;
    }
    Path scratch = Files.createTempDirectory("muster-log-");
    try {
      Git git = Git.in(repository, scratch.resolve("git-config"));
      Optional<Source> source = Source.find(git);
      source.ifPresent(
          found -> new Reader(git.at(scratch.resolve("objects.git")), found).patches(count, line));
      return source.isPresent();
    } finally {
      DemoPreparation.clearFolder(scratch);
    }
  }
}
