package dev.muster.lab.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartSplitTest {
  private static final TreeEntry ABSENT = new TreeEntry("000000", "0".repeat(40));
  private static final TreeEntry FILE = new TreeEntry("100644", "1".repeat(40));

  @Test
  void each_independent_path_is_a_part_numbered_by_path() {
    assertEquals(
        List.of(List.of("a"), List.of("b/x"), List.of("c")),
        split(added("c", 5), added("a", 1), added("b/x", 9)));
  }

  @Test
  void a_file_that_becomes_a_directory_is_one_part() {
    assertEquals(
        List.of(List.of("a", "a/x", "a/y/z"), List.of("a.txt"), List.of("b")),
        split(removed("a"), added("a/x", 1), added("a/y/z", 1), added("b", 1), added("a.txt", 1)));
  }

  @Test
  void siblings_in_one_directory_are_independent() {
    assertEquals(List.of(List.of("a/x"), List.of("a/y")), split(added("a/x", 1), added("a/y", 1)));
  }

  @Test
  void more_than_eight_groups_fill_eight_parts_lightest_first() {
    // Weights are churn + 1: 11 groups a..k with 1, 2, .. 11. The eight largest, k=11 .. d=4, go
    // one each; then c=3 joins d (7), b=2 joins e=5 (7), a=1 joins f=6 (7).
    var changes = new ArrayList<Change>();
    for (int i = 0; i < 11; i++) {
      changes.add(added(String.valueOf((char) ('a' + i)), i));
    }
    List<List<String>> expected =
        List.of(
            List.of("a", "f"),
            List.of("b", "e"),
            List.of("c", "d"),
            List.of("g"),
            List.of("h"),
            List.of("i"),
            List.of("j"),
            List.of("k"));
    assertEquals(expected, split(changes.toArray(Change[]::new)));
    Collections.shuffle(changes, new Random(1));
    assertEquals(expected, split(changes.toArray(Change[]::new)), "the order must not matter");
  }

  @Test
  void slots_share_the_parts_by_number_and_one_without_any_has_nothing_to_do() {
    var changes = List.of(added("a", 1), added("b", 2), added("c", 4), added("d", 8));
    var task = new ReplayTask(0, "1".repeat(40), "", "", PartSplit.split(changes), null);
    assertEquals(List.of(0, 3), numbers(new SlotWork(task, 0, 3)));
    assertEquals(List.of(1), numbers(new SlotWork(task, 1, 3)));
    assertEquals(9, new SlotWork(task, 0, 3).churn());
    assertEquals(List.of(), numbers(new SlotWork(task, 4, 5)));
  }

  private static List<Integer> numbers(SlotWork work) {
    return work.parts().stream().map(Part::number).toList();
  }

  private static List<List<String>> split(Change... changes) {
    return PartSplit.split(List.of(changes)).stream()
        .map(part -> part.changes().stream().map(change -> change.path().text()).toList())
        .toList();
  }

  private static Change added(String path, int churn) {
    return new Change(RepoPath.ofText(path), ABSENT, FILE, churn);
  }

  private static Change removed(String path) {
    return new Change(RepoPath.ofText(path), FILE, ABSENT, 1);
  }
}
