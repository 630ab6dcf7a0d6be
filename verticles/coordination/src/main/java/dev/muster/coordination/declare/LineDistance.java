package dev.muster.coordination.declare;

import dev.muster.contract.Closeness;
import dev.muster.contract.LineRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many lines lie between what two agents are going to edit in one file. */
public final class LineDistance {
  /** Hunks at most so far apart are taken to conflict (LEARNING 5a: F1 .667, against .596). */
  public static final int NEAR_MAX = 15;

  private LineDistance() {}

  /** 0 where ranges meet, 1 for neighbouring lines; null when either names no lines. */
  public static @Nullable Integer between(List<LineRange> some, List<LineRange> others) {
    Integer least = null;
    for (LineRange one : some) {
      for (LineRange other : others) {
        int apart = Math.max(0, Math.max(other.from() - one.to(), one.from() - other.to()));
        least = least == null ? apart : Math.min(least, apart);
      }
    }
    return least;
  }

  /** What that distance means. */
  public static Closeness closeness(@Nullable Integer linesApart) {
    if (linesApart == null) {
      return Closeness.SAME_FILE;
    }
    return linesApart == 0
        ? Closeness.SAME_LINES
        : linesApart <= NEAR_MAX ? Closeness.NEAR_LINES : Closeness.FAR_LINES;
  }

  /** Whether every line of {@code some} is among {@code all}; no lines are the whole file. */
  public static boolean within(List<LineRange> some, List<LineRange> all) {
    return all.isEmpty()
        || (!some.isEmpty()
            && some.stream()
                .allMatch(one ->
                    all.stream().anyMatch(a -> a.from() <= one.from() && one.to() <= a.to())));
  }
}
