package dev.muster.coordination.lease;

import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.TaskSummary;
import dev.muster.coordination.declare.Phrase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a model is told of leases: who, what for, since when, and what to do. */
final class LeaseWords {
  private static final int NAMED_MAX = 5;

  /** From this many denials in a row on the text says each step. */
  static final int STEPS_FROM = 3;

  /** What a holder in a circle is told. */
  enum Part {
    /** Nobody waits in a circle. */
    NONE,
    /** It gives way. */
    YOUNGER,
    /** It waits until the other gave way. */
    OLDER
  }

  private LeaseWords() {}

  /** Why an edit is denied, and what the asker lost. */
  static String denied(
      List<FileLease> held, List<FileLease> expired, int denials, Part part, Instant now) {
    var lines = new ArrayList<String>();
    lines.add("Not edited: " + held(held, now) + " No change was made.");
    switch (part) {
      case NONE -> {
        if (denials < STEPS_FROM) {
          lines.add(
              "Go on with another file and come back later; do not write this one by a shell"
                  + " command, that would overwrite the other's work.");
        }
      }
      case YOUNGER -> lines.add(giveWay());
      case OLDER ->
          lines.add(
              "You two wait for each other. The other, which began later, has been asked to commit"
                  + " and release; try again in a minute.");
    }
    if (denials >= STEPS_FROM) {
      lines.add(steps(held, denials, part));
    }
    if (!expired.isEmpty()) {
      lines.add(expired(expired));
    }
    return Phrase.whole(String.join("\n", lines));
  }

  /** What a holder is told at its next call when it is the one to give way. */
  static String demand(FileLease wanted, Holder by) {
    return Phrase.whole(
        "%s waits for %s, which you hold, and you wait for what it holds. %s"
            .formatted(by.session(), wanted.file().path(), giveWay()));
  }

  /** Leases on the same files in other worktrees. */
  static String beside(List<FileLease> leases) {
    String each =
        leases.stream()
            .limit(NAMED_MAX)
            .map(l ->
                "%s (%s, worktree %s%s)"
                    .formatted(l.file().path(), l.agent(), l.file().worktree(), intent(l)))
            .collect(Collectors.joining("; "));
    return Phrase.whole(
        "Also being edited in another worktree: "
            + each
            + ". Expect to merge; keep the edit small.");
  }

  /** Leases that the asker lost. */
  static String expired(List<FileLease> leases) {
    String paths =
        leases.stream()
            .limit(NAMED_MAX)
            .map(l -> l.file().path())
            .distinct()
            .collect(Collectors.joining(", "));
    return Phrase.whole(
        "Your lease on "
            + paths
            + (leases.size() > NAMED_MAX ? " and " + (leases.size() - NAMED_MAX) + " more" : "")
            + " ended. Read the file again before you edit it: another may have changed it.");
  }

  /** Files that may not land. */
  static String stale(List<FileLease> foreign, Instant now) {
    return Phrase.whole(
        "Not landed: "
            + held(foreign, now)
            + " Read these files again and merge before you commit.");
  }

  /** The texts that there are, or null. */
  static @Nullable String join(List<String> texts) {
    return texts.isEmpty() ? null : Phrase.whole(String.join("\n", texts));
  }

  private static String held(List<FileLease> held, Instant now) {
    String each =
        held.stream()
            .limit(NAMED_MAX)
            .map(l ->
                "%s is being edited by %s since %s%s"
                    .formatted(l.file().path(), who(l), ago(l.grantedAt(), now), intent(l)))
            .collect(Collectors.joining("; "));
    return each + (held.size() > NAMED_MAX ? "; and " + (held.size() - NAMED_MAX) + " more." : ".");
  }

  private static String who(FileLease lease) {
    String subagent = lease.holder().subagent();
    return subagent == null ? lease.agent() : lease.agent() + " (sub-agent " + subagent + ")";
  }

  private static String intent(FileLease lease) {
    String intent = lease.intent();
    return intent == null || intent.isBlank() ? "" : " for “" + TaskSummary.title(intent) + "”";
  }

  private static String ago(Instant from, Instant now) {
    long seconds = Math.max(0, Duration.between(from, now).toSeconds());
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }

  private static String giveWay() {
    return "You began later, so you give way: commit what is complete (git add, git commit) and"
        + " release what you hold (muster lease release PATH), then go on with another file.";
  }

  private static String steps(List<FileLease> held, int denials, Part part) {
    String path = held.getFirst().file().path();
    String last =
        part == Part.YOUNGER
            ? "2. Run: muster lease release PATH for each file that you hold and the other wants."
            : "2. Work on a file that nobody holds; `muster lease list` shows which are held.";
    return """
    Denied %d times in a row. Do this now:
    1. Commit what you have: git add -- YOUR-FILES && git commit -m "...".
    %s
    3. If nothing is left to do without %s, stop and tell the user that %s holds it.\
    """
        .formatted(denials, last, path, held.getFirst().agent());
  }
}
