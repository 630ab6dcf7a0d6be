package dev.muster.coordination.declare;

import dev.muster.contract.Overlap;
import dev.muster.contract.Stake;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model is told about its declaration: who is near, how close, and what to do. */
public final class DeclarationWords {
  private static final int NEIGHBOURS_MAX = 5;
  private static final int FREE_MAX = 5;

  private DeclarationWords() {}

  /** Nothing of weight is in the way. */
  public static String goOn(List<Nearby> near) {
    return text(
        near,
        near.isEmpty()
            ? "Declared. Nobody else has these files: go on."
            : "Declared. None of this is in your way: go on.");
  }

  /** Reading disturbs nobody. */
  public static String read() {
    return "Noted. Reading overlaps with nothing: go on.";
  }

  /** Something is in the way of a task that waited {@code parks} times already. */
  public static String goOnAnyway(List<Nearby> near, long parks) {
    return text(
        near,
        "Declared. Your task was parked "
            + parks
            + (parks == 1 ? " time" : " times")
            + ", so go on now. Keep your change to these files small, and land it on top of theirs.");
  }

  /** Nothing may wait for this, because it waits itself. */
  public static String goOnInCircle(List<Nearby> near) {
    return text(
        near,
        "Declared. Who has these files cannot be waited for: go on. Keep your change to these files"
            + " small, and land it on top of theirs.");
  }

  /** Some of the files are free. */
  public static String takeAnotherPart(List<Nearby> near, List<String> free) {
    return text(
        near,
        "Declared. Begin with "
            + Phrase.some(free.stream().map(Phrase::path).toList(), FREE_MAX)
            + ", which nobody else has. Come to the others last, and look at them again before you"
            + " edit.");
  }

  /** None of the files is free, and the asker may decide. */
  public static String leave(List<Nearby> near, @Nullable String title) {
    return text(
        near,
        "Leave these files until "
            + (title == null ? "they are free" : "\"" + title + "\" has ended")
            + ": do other work first, or tell the user who has them and ask whether to go on.");
  }

  /** The attempt has ended, because its files are not free. */
  public static String parked(List<Nearby> near, @Nullable String title, Duration atMost) {
    return text(
        near,
        "Your task is parked and this slot has ended: stop, edit nothing, report nothing, and claim"
            + " another task. It starts again when "
            + (title == null ? "these files are free" : "\"" + title + "\" has ended")
            + ", after "
            + atMost.toMinutes()
            + " minutes at the latest.");
  }

  /** Why a parked task is not admitted. */
  public static String held(Nearby near, @Nullable String title) {
    Overlap overlap = near.overlap();
    String has =
        overlap.stake() == Stake.HELD
            ? "holds "
            : switch (overlap.closeness()) {
              case SAME_LINES -> "declared the same lines of ";
              case NEAR_LINES -> "declared lines near its own of ";
              case SAME_FILE, FAR_LINES, HUB -> "declared ";
            };
    return "waits for "
        + (title == null ? overlap.agent() : title)
        + ", which "
        + has
        + Phrase.path(overlap.path());
  }

  private static String text(List<Nearby> near, String advice) {
    var text = new StringBuilder();
    near.stream().limit(NEIGHBOURS_MAX).forEach(n -> text.append(line(n)).append('\n'));
    if (near.size() > NEIGHBOURS_MAX) {
      text.append("and ").append(near.size() - NEIGHBOURS_MAX).append(" more\n");
    }
    return Phrase.whole(text.append(advice).toString());
  }

  private static String line(Nearby near) {
    Overlap overlap = near.overlap();
    String lines = near.theirs().isEmpty() ? "" : " lines " + Phrase.ranges(near.theirs());
    String has =
        overlap.stake() == Stake.HELD
            ? " is editing it" + (lines.isEmpty() ? "" : "," + lines + ",")
            : " declared" + (lines.isEmpty() ? " all of it" : lines);
    return Phrase.path(overlap.path())
        + ": "
        + overlap.agent()
        + has
        + (overlap.sameWorktree() ? " in this worktree" : " in another worktree")
        + Phrase.said(overlap.intent())
        + ", "
        + howClose(overlap)
        + ".";
  }

  private static String howClose(Overlap overlap) {
    return switch (overlap.closeness()) {
      case SAME_LINES -> "and these are your lines too";
      case NEAR_LINES -> overlap.linesApart() + " lines from yours";
      case SAME_FILE ->
          overlap.stake() == Stake.HELD && overlap.sameWorktree()
              ? "so your edit would be denied"
              : "and not both of you named lines";
      case FAR_LINES -> overlap.linesApart() + " lines from yours, which is far enough";
      case HUB -> "as nearly every change does; add your lines last";
    };
  }
}
