package dev.muster.learning.commits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.learning.commits.Commit.FileChange;
import dev.muster.learning.commits.History.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final long DAY = 86_400;

  private static Commit commit(int day, String author, String subject, FileChange... files) {
    return new Commit("id" + day, day * DAY, 9, author, subject, List.of(files));
  }

  private static FileChange file(String path, long[] added, long[] deleted) {
    return new FileChange(path, path, added.length, deleted.length, added, deleted);
  }

  private static long[] lines(long... lines) {
    return lines;
  }

  private static boolean faulty(History history, String id) {
    return history.judged().stream()
        .filter(one -> one.id().equals(id))
        .toList()
        .getFirst()
        .faulty();
  }

  @Test
  void the_last_writer_of_a_line_that_a_fix_deletes_is_faulty() {
    var history = new History(90);
    history.add(commit(0, "a", "First", file("x", lines(1, 2), lines())));
    history.add(commit(1, "a", "Second", file("x", lines(3), lines(1))));
    history.add(commit(2, "a", "Fixes it", file("x", lines(), lines(3))));
    history.add(commit(200, "a", "Later", file("y", lines(9), lines())));
    assertFalse(faulty(history, "id0"));
    assertTrue(faulty(history, "id1"));
    assertFalse(faulty(history, "id2"));
  }

  @Test
  void other_files_other_subjects_and_late_fixes_blame_nobody() {
    var history = new History(90);
    history.add(commit(0, "a", "First", file("x", lines(1, 2, 3), lines())));
    history.add(commit(1, "a", "Fix another file", file("y", lines(), lines(1))));
    history.add(commit(2, "a", "Prefix the name", file("x", lines(), lines(2))));
    history.add(commit(91, "a", "Fix late", file("x", lines(), lines(3))));
    history.add(commit(300, "a", "Later", file("z", lines(9), lines())));
    assertEquals(0, history.judged().stream().filter(Judged::faulty).count());
  }

  @Test
  void a_renamed_file_keeps_its_writers_and_its_past() {
    var history = new History(90);
    history.add(commit(0, "a", "First", file("x", lines(1), lines())));
    history.add(commit(1, "a", "Move", new FileChange("y", "x", 0, 0, lines(), lines())));
    history.add(commit(2, "b", "fix", file("y", lines(), lines(1))));
    assertEquals(2, history.latest()[CommitFeatures.NAMES.indexOf("changes of the files before")]);
    history.add(commit(200, "a", "Later", file("z", lines(9), lines())));
    assertTrue(faulty(history, "id0"));
  }

  @Test
  void features_are_those_worked_by_hand() {
    var history = new History(90);
    history.add(commit(0, "a", "Fix", file("m/x", lines(1), lines())));
    history.add(commit(10, "b", "Add", file("m/x", lines(2), lines())));
    history.add(
        commit(
            20,
            "a",
            "More",
            file("m/x", lines(3, 4), lines(1)),
            file("n/o/y", lines(5, 6, 7), lines())));
    double recent = 1 / (1 + 20 / 365.25);
    assertArrayEquals(
        new double[] {5, 1, 2, 2, 2, 1, 0, 2, 5, 2, 1, recent, 1, 1, 9}, history.latest(), 1e-12);
  }

  @Test
  void what_comes_later_changes_no_feature_of_what_was_before() {
    var first = new History(90);
    first.add(commit(0, "a", "First", file("x", lines(1, 2), lines())));
    first.add(commit(1, "a", "Second", file("x", lines(3), lines(1))));
    double[] then = first.latest();
    first.add(commit(2, "a", "fix", file("x", lines(), lines(3))));
    first.add(commit(200, "a", "fix", file("x", lines(4), lines(2))));
    assertArrayEquals(then, first.judged().get(1).features());
  }

  @Test
  void a_commit_whose_time_is_not_over_is_not_judged_even_when_it_was_fixed() {
    var history = new History(90);
    history.add(commit(0, "a", "First", file("x", lines(1), lines())));
    history.add(commit(50, "a", "Second", file("x", lines(2), lines())));
    history.add(commit(60, "a", "fix", file("x", lines(), lines(2))));
    history.add(commit(90, "a", "Third", file("x", lines(3), lines())));
    assertEquals(List.of("id0"), history.judged().stream().map(Judged::id).toList());
  }

  @Test
  void a_clock_that_was_wrong_turns_no_order() {
    var history = new History(1);
    history.add(commit(9, "a", "First", file("x", lines(1), lines())));
    history.add(commit(3, "a", "Second", file("x", lines(2), lines())));
    history.add(commit(20, "a", "Third", file("x", lines(3), lines())));
    assertEquals(List.of(9 * DAY, 9 * DAY), history.judged().stream().map(Judged::at).toList());
  }
}
