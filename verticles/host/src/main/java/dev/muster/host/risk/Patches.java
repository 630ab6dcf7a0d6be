package dev.muster.host.risk;

import dev.muster.learning.commits.Commit;
import dev.muster.learning.commits.Commit.FileChange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@code git log -p -U0} writes, commit by commit; holds one of them at a time. */
final class Patches {
  /** Of a commit: id, seconds, author, author's time in ISO 8601, subject. */
  static final String FORMAT = "--format=%x01%H%x1f%ct%x1f%ae%x1f%aI%x1f%s";

  private static final int FIELDS = 5;
  private static final int HOUR_AT = 11;

  /** Files of a commit that are looked at; an import of more is no change to be judged. */
  private static final int FILES_MAX = 10_000;

  /** Lines of a commit that are known by a hash; all are counted. */
  private static final int LINES_MAX = 100_000;

  /** A line with fewer letters and digits, such as a brace, is like many others. */
  private static final int TELLING_MIN = 3;

  private static final Pattern HUNK =
      Pattern.compile("@@ -[0-9]+(?:,([0-9]{1,9}))? \\+[0-9]+(?:,([0-9]{1,9}))? @@.*");

  private final PatchLines lines;
  private final Consumer<Commit> found;
  private final List<FileChange> files = new ArrayList<>();
  private @Nullable String @Nullable [] head;
  private @Nullable OpenFile file;
  private int kept;

  private Patches(InputStream in, Consumer<Commit> found) {
    this.lines = new PatchLines(in);
    this.found = found;
  }

  /** Hands on each commit in the order of the stream. */
  static void read(InputStream in, Consumer<Commit> found) throws IOException {
    new Patches(in, found).run(null);
  }

  /** One change without a commit, of this author at this time. */
  static Commit change(InputStream in, String author, long at, int hour) throws IOException {
    var changes = new ArrayList<Commit>();
    String[] head = {"", Long.toString(at), author, "0000-00-00T%02d".formatted(hour), null};
    new Patches(in, changes::add).run(head);
    return changes.getFirst();
  }

  /** A file whose hunks are being read. */
  private static final class OpenFile {
    private String path;
    private String from;
    private int added;
    private int deleted;
    private long[] addedLines = new long[0];
    private long[] deletedLines = new long[0];

    OpenFile(String path) {
      this.path = path;
      this.from = path;
    }
  }

  private void run(@Nullable String @Nullable [] first) throws IOException {
    head = first;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.startsWith("\1")) {
        endCommit();
        head = head(line.substring(1));
      } else if (line.startsWith("diff --git ")) {
        endFile();
        file = new OpenFile(path(line.substring("diff --git ".length())));
      } else if (file != null) {
        detail(file, line);
      }
    }
    endCommit();
  }

  private void detail(OpenFile of, String line) throws IOException {
    Matcher hunk = HUNK.matcher(line);
    if (line.startsWith("rename from ")) {
      of.from = line.substring("rename from ".length());
    } else if (line.startsWith("rename to ")) {
      of.path = line.substring("rename to ".length());
    } else if (hunk.matches()) {
      int deleted = count(hunk.group(1));
      int added = count(hunk.group(2));
      of.deleted += deleted;
      of.added += added;
      of.deletedLines = hashes(of.deletedLines, deleted);
      of.addedLines = hashes(of.addedLines, added);
    }
  }

  private static int count(@Nullable String told) {
    return told == null ? 1 : Integer.parseInt(told);
  }

  /** Appends what so many lines of a hunk are known by. */
  private long[] hashes(long[] before, int count) throws IOException {
    long[] all = Arrays.copyOf(before, before.length + Math.min(count, LINES_MAX - kept));
    int at = before.length;
    for (int i = 0; i < count; i++) {
      String line = lines.next();
      if (line != null && line.startsWith("\\")) {
        line = lines.next();
      }
      if (line == null) {
        break;
      }
      String text = line.substring(Math.min(1, line.length())).strip();
      if (at < all.length
          && text.chars().filter(Character::isLetterOrDigit).count() >= TELLING_MIN) {
        all[at++] = hash(text);
      }
    }
    kept += at - before.length;
    return Arrays.copyOf(all, at);
  }

  /** FNV-1a of 64 bits. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** Of "a/x b/x" the x, quoted as renames tell theirs in lines of their own. */
  private static String path(String both) {
    return both.substring(0, both.length() / 2).replaceFirst("^(\"?)a/", "$1");
  }

  private static String[] head(String line) throws IOException {
    String[] fields = line.split("\u001f", FIELDS);
    if (fields.length != FIELDS) {
      throw new IOException("git told a commit in a form that is not known here");
    }
    fields[4] = new String(fields[4].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return fields;
  }

  private void endFile() {
    if (file != null && files.size() < FILES_MAX) {
      files.add(
          new FileChange(
              file.path, file.from, file.added, file.deleted, file.addedLines, file.deletedLines));
    }
    file = null;
  }

  private void endCommit() {
    endFile();
    if (head != null) {
      int hour = Integer.parseInt(text(3).substring(HOUR_AT, HOUR_AT + 2));
      found.accept(new Commit(text(0), Long.parseLong(text(1)), hour, text(2), head[4], files));
    }
    files.clear();
    kept = 0;
  }

  private String text(int field) {
    String text = head == null ? null : head[field];
    return text == null ? "" : text;
  }
}
