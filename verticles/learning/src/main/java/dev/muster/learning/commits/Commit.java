package dev.muster.learning.commits;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One commit that is no merge, as its patch tells it.
 *
 * @param at seconds since 1970 when it was committed
 * @param hour of the author's day, 0 to 23
 * @param author whatever tells authors apart; empty when unknown
 * @param subject its first line; null when it is not written yet
 */
public record Commit(
    String id, long at, int hour, String author, @Nullable String subject, List<FileChange> files) {
  private static final Pattern FIX =
      Pattern.compile(
          "\\b(fix|fixes|fixed|fixing|hotfix|bug|bugs|bugfix|bugfixes|revert|reverts|reverted)\\b",
          Pattern.CASE_INSENSITIVE);

  public Commit {
    files = List.copyOf(files);
  }

  /** Whether its subject says that it repairs something. */
  public boolean fix() {
    return subject != null && FIX.matcher(subject).find();
  }

  /** The same at another time. */
  Commit at(long other) {
    return new Commit(id, other, hour, author, subject, files);
  }

  /** Lines added and deleted. */
  public int churn() {
    return files.stream().mapToInt(file -> file.added() + file.deleted()).sum();
  }

  /**
   * What a commit did to one file.
   *
   * @param from the path that it had before, the same when it was not renamed
   * @param addedLines of the lines that tell something, a hash of each; so are the deleted ones
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record FileChange(
      String path, String from, int added, int deleted, long[] addedLines, long[] deletedLines) {}
}
