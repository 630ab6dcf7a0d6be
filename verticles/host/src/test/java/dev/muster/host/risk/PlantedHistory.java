package dev.muster.host.risk;

import dev.muster.host.repo.GitFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A git repository with a commit a day, in which every fourth is large and spread over folders;
 * four of five of these, and one of twenty small ones, are fixed five days later.
 */
final class PlantedHistory {
  private static final long BEGIN = 1_600_000_000L;
  private static final int DAY = 86_400;
  private static final int FIXED_AFTER = 5;

  private final StringBuilder stream = new StringBuilder();
  private final GitFolder folder;

  private PlantedHistory(GitFolder folder) {
    this.folder = folder;
  }

  /** So many days of it; the same seed gives the same history. */
  static GitFolder make(Path path, int days, long seed) {
    var planted = new PlantedHistory(GitFolder.init(path));
    var random = new SplittableRandom(seed);
    int[] broken = new int[days + FIXED_AFTER + 1];
    for (int day = 0; day < days; day++) {
      boolean large = random.nextInt(4) == 0;
      planted.work(day, large);
      if (random.nextInt(20) < (large ? 16 : 1)) {
        broken[day + FIXED_AFTER] = day + 1;
      }
      if (broken[day] > 0) {
        planted.fix(day, broken[day] - 1);
      }
    }
    planted.load();
    return planted.folder;
  }

  private void work(int day, boolean large) {
    commit(day, 0, "Work of day " + day);
    for (int file = 0; file < (large ? 4 : 1); file++) {
      file(name(day, file), text(day, file, large ? 30 : 3, "first"));
    }
  }

  /** Changes one line of the first file of a day. */
  private void fix(int day, int broken) {
    commit(day, 1, "Fix what day " + broken + " broke");
    file(name(broken, 0), text(broken, 0, 2, "mended"));
  }

  private static String name(int day, int file) {
    return "part%d/sub%d/day%d.txt".formatted(file, file, day);
  }

  private static String text(int day, int file, int lines, String word) {
    var text = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      text.append("%s line %d of file %d of day %d\n".formatted(word, line, file, day));
    }
    return text.toString();
  }

  private void commit(int day, int later, String subject) {
    stream.append(
        "commit refs/heads/main\nauthor a <a@test.invalid> %1$d +0000\ncommitter a <a@test.invalid> %1$d +0000\n"
            .formatted(BEGIN + (long) day * DAY + later));
    blob(subject);
  }

  private void file(String name, String text) {
    stream.append("M 100644 inline ").append(name).append('\n');
    blob(text);
  }

  private void blob(String text) {
    stream.append("data ").append(text.length()).append('\n').append(text).append('\n');
  }

  private void load() {
    try {
      Process git =
          new ProcessBuilder(List.of("git", "fast-import", "--quiet"))
              .directory(folder.path().toFile())
              .redirectErrorStream(true)
              .start();
      try (OutputStream in = git.getOutputStream()) {
        in.write(stream.toString().getBytes(StandardCharsets.US_ASCII));
      }
      try (InputStream out = git.getInputStream()) {
        String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        if (git.waitFor() != 0) {
          throw new IllegalStateException(said);
        }
      }
      folder.git("reset", "-q", "--hard", "main");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
