package dev.muster.lab.replay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A repository of 60 first-parent commits for where no other history is at hand.
 *
 * <p>Its shape is the fixed {@link GeneratedScript}: who touches which path after whom. The seed
 * only decides how many lines each version has and what they say.
 */
final class GeneratedHistory {
  private static final long FIRST_COMMIT_AT = 1_700_000_000L;
  private static final long SECONDS_BETWEEN = 3_600;
  private static final int LINES_LEAST = 4;
  private static final int LINES_MORE = 60;
  private static final int BINARY_BYTES = 600;
  private static final String[] WORDS = {
    "agent", "queue", "lease", "fence", "clock", "store", "task", "slot", "merge", "branch",
    "commit", "tree", "worker", "signal", "retry", "limit"
  };

  private final Random random;
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  /** What each path was given, so that an earlier version can come back byte for byte. */
  private final Map<String, byte[]> contentOf = new HashMap<>();

  private int mark;

  private GeneratedHistory(long seed) {
    random = new Random(seed);
  }

  /** Fills the empty bare repository that {@code git} works in. */
  static void create(Git git, long seed) {
    git.line("init", "-q", "--bare", ".");
    var history = new GeneratedHistory(seed);
    GeneratedScript.steps().forEach(history::step);
    git.must(history.stream.toByteArray(), "fast-import", "--quiet", "--force");
  }

  private void step(GeneratedScript.Step step) {
    int before = mark;
    List<GeneratedScript.Edit> edits = step.edits();
    if (!step.merge()) {
      commit("refs/heads/main", step.subject(), before, 0, edits);
      return;
    }
    // The first parent changes nothing of the branch: the merge's change is the branch's change.
    int side = before;
    for (GeneratedScript.Edit edit : edits) {
      commit("refs/heads/side", "Work on " + edit.path(), side, 0, List.of(edit));
      side = mark;
    }
    commit("refs/heads/main", step.subject(), before, side, edits);
  }

  private void commit(
      String branch, String subject, int from, int merged, List<GeneratedScript.Edit> edits) {
    mark++;
    text("commit " + branch + "\nmark :" + mark + "\n");
    long at = FIRST_COMMIT_AT + mark * SECONDS_BETWEEN;
    text("committer Muster demo <demo@muster.invalid> " + at + " +0000\n");
    data(subject.getBytes(StandardCharsets.UTF_8));
    if (from > 0) {
      text("from :" + from + "\n");
    }
    if (merged > 0) {
      text("merge :" + merged + "\n");
    }
    edits.forEach(this::edit);
    text("\n");
  }

  private void edit(GeneratedScript.Edit edit) {
    String path = edit.path();
    switch (edit.kind()) {
      case DELETE -> text("D " + path + "\n");
      case RENAME -> text("R " + path + " " + edit.value() + "\n");
      case WRITE -> file("100644", path, content(edit));
      case EXECUTABLE -> file("100755", path, content(edit));
      case BINARY -> file("100644", path, content(edit));
      case LINK -> file("120000", path, edit.value().getBytes(StandardCharsets.UTF_8));
    }
  }

  private byte[] content(GeneratedScript.Edit edit) {
    boolean binary = edit.kind() == GeneratedScript.Kind.BINARY;
    return contentOf.computeIfAbsent(
        edit.path() + "=" + edit.value(), _ -> binary ? binary() : lines());
  }

  private void file(String mode, String path, byte[] content) {
    text("M " + mode + " inline " + path + "\n");
    data(content);
  }

  private byte[] lines() {
    var lines = new StringBuilder();
    int count = LINES_LEAST + random.nextInt(LINES_MORE);
    for (int i = 0; i < count; i++) {
      for (int word = 0; word < 5; word++) {
        lines.append(WORDS[random.nextInt(WORDS.length)]).append(word < 4 ? ' ' : '\n');
      }
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] binary() {
    byte[] bytes = new byte[BINARY_BYTES];
    random.nextBytes(bytes);
    bytes[0] = 0;
    return bytes;
  }

  private void data(byte[] content) {
    text("data " + content.length + "\n");
    stream.writeBytes(content);
    text("\n");
  }

  private void text(String text) {
    stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
