package dev.muster.coordination.lease;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import dev.muster.coordination.lease.LeaseWords.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LeaseWordsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String HELD = "src/Cart.java is being edited by codex-9a8b since 12 min.";

  @Test
  void the_first_denial_says_who_what_for_since_when_and_what_to_do() {
    assertEquals(
        """
        Not edited: src/Cart.java is being edited by codex-9a8b since 12 min for “Round prices”. No change was made.
        Go on with another file and come back later; do not write this one by a shell command, that would overwrite the other's work.\
        """,
        denied(1, Part.NONE, lease("Round prices\nand more")));
  }

  @Test
  void the_third_denial_says_each_step() {
    assertEquals(
        """
        Not edited: %s No change was made.
        Denied 3 times in a row. Do this now:
        1. Commit what you have: git add -- YOUR-FILES && git commit -m "...".
        2. Work on a file that nobody holds; `muster lease list` shows which are held.
        3. If nothing is left to do without src/Cart.java, stop and tell the user that codex-9a8b holds it.\
        """
            .formatted(HELD),
        denied(3, Part.NONE, lease(null)));
    assertFalse(denied(2, Part.NONE, lease(null)).contains("in a row"));
  }

  @Test
  void the_younger_one_in_a_circle_is_told_to_commit_and_release() {
    assertEquals(
        """
        Not edited: %s No change was made.
        You began later, so you give way: commit what is complete (git add, git commit) and release what you hold (muster lease release PATH), then go on with another file.\
        """
            .formatted(HELD),
        denied(1, Part.YOUNGER, lease(null)));
    assertTrue(
        denied(3, Part.YOUNGER, lease(null))
            .contains("2. Run: muster lease release PATH for each file that you hold"));
  }

  @Test
  void the_older_one_is_told_that_the_other_was_asked() {
    assertTrue(
        denied(1, Part.OLDER, lease(null))
            .endsWith("has been asked to commit and release; try again in a minute."));
  }

  @Test
  void a_sub_agent_is_named_and_five_files_of_seven_are() {
    FileLease sub = lease("x", new Holder("bob", "s1"), null);
    assertTrue(
        denied(1, Part.NONE, sub)
            .startsWith(
                "Not edited: x is being edited by codex-9a8b" + " (sub-agent s1) since 12 min."));
    String many = LeaseWords.denied(Collections.nCopies(7, sub), List.of(), 1, Part.NONE, NOW);
    assertTrue(many.contains("; and 2 more. No change was made."), many);
    String lost = LeaseWords.expired(Collections.nCopies(7, sub));
    assertTrue(lost.startsWith("Your lease on x and 2 more ended."), lost);
  }

  @Test
  void no_text_is_longer_than_1500_characters() {
    FileLease wide = lease("x".repeat(4_000), Holder.of("bob"), "y".repeat(4_000));
    List<FileLease> leases = Collections.nCopies(7, wide);
    for (String text :
        List.of(
            LeaseWords.denied(leases, leases, 3, Part.YOUNGER, NOW),
            LeaseWords.beside(leases),
            LeaseWords.expired(leases),
            LeaseWords.stale(leases, NOW),
            LeaseWords.demand(wide, Holder.of("ann")))) {
      assertEquals(1_500, text.length());
      assertTrue(text.endsWith("…"));
    }
  }

  @Test
  void no_sign_is_cut_in_half() {
    for (String before : List.of("", "x")) {
      FileLease wide = lease(before + "🚀".repeat(2_000), Holder.of("bob"), null);
      FileLease wordy = lease(before + "🚀".repeat(200));
      String path = LeaseWords.expired(List.of(wide));
      String intent = LeaseWords.beside(List.of(wordy));
      assertTrue(UTF_8.newEncoder().canEncode(path), path);
      assertTrue(UTF_8.newEncoder().canEncode(intent), intent);
    }
  }

  @Test
  void where_there_is_nothing_to_say_nothing_is_said() {
    assertNull(LeaseWords.join(List.of()));
  }

  private static String denied(int denials, Part part, FileLease held) {
    return LeaseWords.denied(List.of(held), List.of(), denials, part, NOW);
  }

  private static FileLease lease(@Nullable String intent) {
    return lease("src/Cart.java", Holder.of("bob"), intent);
  }

  private static FileLease lease(String path, Holder holder, @Nullable String intent) {
    return new FileLease(
        new LeaseId("lease_0197a1b2-c3d4-7000-8000-000000000001"),
        new FileKey("/r/.git", "/r", path),
        holder,
        "codex-9a8b",
        null,
        intent,
        7,
        NOW.minus(Duration.ofMinutes(12)),
        NOW.minusSeconds(90),
        NOW.plusSeconds(600),
        NOW.plusSeconds(3_600),
        false,
        0);
  }
}
