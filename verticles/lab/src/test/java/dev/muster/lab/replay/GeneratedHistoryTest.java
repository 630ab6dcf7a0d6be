package dev.muster.lab.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedHistoryTest {
  /**
   * Worked by hand from the script, commits counted from 1: which earlier commits must be in before
   * a commit can land. Commits that are not here wait for none.
   */
  private static final Map<Integer, List<Integer>> PREDECESSORS =
      Map.ofEntries(
          // core/queue.txt: 3 5 7 10 14 17 22 28 33
          Map.entry(5, List.of(3)),
          Map.entry(7, List.of(5)),
          Map.entry(10, List.of(7)),
          Map.entry(14, List.of(10)),
          Map.entry(17, List.of(14)),
          Map.entry(22, List.of(17)),
          Map.entry(28, List.of(22)),
          Map.entry(33, List.of(28)),
          // web/page.txt, web/style.txt
          Map.entry(8, List.of(6)),
          Map.entry(52, List.of(8)),
          // tools/lint.sh
          Map.entry(12, List.of(9)),
          // config/flags.txt: A 11, B 13, A 16, C 20
          Map.entry(13, List.of(11)),
          Map.entry(16, List.of(13)),
          Map.entry(20, List.of(16)),
          // assets/logo.bin
          Map.entry(21, List.of(18)),
          // store: table 23 24 37, index 24 37
          Map.entry(24, List.of(23)),
          Map.entry(37, List.of(24)),
          // docs: faq of 4 renamed to questions in 26, edited in 32
          Map.entry(26, List.of(4)),
          Map.entry(32, List.of(26)),
          // report: file 25, directory 27, report/daily.txt 31, file again 47
          Map.entry(27, List.of(25)),
          Map.entry(31, List.of(27)),
          Map.entry(47, List.of(27, 31)),
          // net/socket.txt
          Map.entry(30, List.of(19)),
          // scripts/build.txt
          Map.entry(35, List.of(34)),
          // locale of 15: de and en in 36, fr in 38
          Map.entry(36, List.of(15)),
          Map.entry(38, List.of(15)),
          // plan: alpha 39 41 46, beta 40 43
          Map.entry(41, List.of(39)),
          Map.entry(46, List.of(41)),
          Map.entry(43, List.of(40)),
          // api of 45: submit 48, claim and renew 49, outcome 51
          Map.entry(48, List.of(45)),
          Map.entry(49, List.of(45)),
          Map.entry(51, List.of(45)),
          // notes: today 50 54, renamed in 57
          Map.entry(54, List.of(50)),
          Map.entry(57, List.of(54)),
          // examples/first.txt, bench/cases.txt, and the files of the first commit
          Map.entry(55, List.of(53)),
          Map.entry(59, List.of(58)),
          Map.entry(56, List.of(1)),
          Map.entry(60, List.of(1)));

  private Path folder;
  private Git git;
  private Replay replay;
  private List<ReplayTask> tasks;

  @BeforeAll
  void generate(@TempDir Path given) throws Exception {
    folder = given;
    git = generated(7, folder.resolve("generated"));
    replay = Replay.of(git, folder, 60);
    tasks = replay.tasks();
  }

  private static Git generated(long seed, Path at) throws Exception {
    Files.createDirectories(at);
    Git git = Git.in(at, at.resolveSibling("git-config"));
    GeneratedHistory.create(git, seed);
    return git;
  }

  @Test
  void its_predecessors_are_the_table_worked_by_hand() {
    Map<Integer, List<Integer>> found = new HashMap<>();
    for (ReplayTask task : tasks) {
      List<Integer> earlier = earlier(task).stream().map(number -> number + 1).toList();
      if (!earlier.isEmpty()) {
        found.put(task.number() + 1, earlier);
      }
    }
    assertEquals(PREDECESSORS, found);
  }

  @Test
  void it_has_sixty_usable_commits_and_five_merges() {
    assertEquals(60, tasks.stream().filter(ReplayTask::usable).count());
    assertEquals("60", git.line("rev-list", "--count", "--first-parent", "main"));
    assertEquals("5", git.line("rev-list", "--count", "--first-parent", "--merges", "main"));
  }

  @Test
  void at_least_25_share_a_path_with_one_of_the_8_before() {
    List<Integer> sharing =
        tasks.stream()
            .filter(task -> earlier(task).stream().anyMatch(number -> task.number() - number <= 8))
            .map(ReplayTask::number)
            .toList();
    assertEquals(29, sharing.size());
  }

  @Test
  void its_longest_chain_is_9() {
    int[] length = new int[tasks.size()];
    for (ReplayTask task : tasks) {
      length[task.number()] =
          1 + earlier(task).stream().mapToInt(number -> length[number]).max().orElse(0);
    }
    assertEquals(9, IntStream.of(length).max().orElseThrow());
  }

  @Test
  void it_holds_every_kind_of_change() {
    assertEquals(entry(11, "config/flags.txt"), entry(16, "config/flags.txt"));
    assertNotEquals(entry(11, "config/flags.txt"), entry(13, "config/flags.txt"));
    assertEquals(entry(4, "docs/faq.txt"), entry(26, "docs/questions.txt"));
    assertEquals("100755", entry(12, "tools/lint.sh").mode());
    assertEquals(entry(9, "tools/lint.sh").blob(), entry(12, "tools/lint.sh").blob());
    assertEquals("120000", entry(42, "latest").mode());
    String numstat = git.line("log", "--numstat", "--format=", "main", "--", "assets/logo.bin");
    assertTrue(numstat.startsWith("-\t-\t"), numstat);
    assertTrue(entry(27, "report").isAbsent());
    assertEquals("100644", entry(27, "report/daily.txt").mode());
  }

  @Test
  void four_tasks_have_many_parts() {
    Map<Integer, Integer> parts =
        tasks.stream()
            .filter(task -> task.parts().size() > 2)
            .collect(Collectors.toMap(task -> task.number() + 1, task -> task.parts().size()));
    assertEquals(Map.of(4, 4, 15, 8, 29, 6, 45, 5), parts);
  }

  @Test
  void the_seed_decides_the_content_and_nothing_else_does() throws Exception {
    String tree = git.line("rev-parse", "main");
    assertEquals(tree, generated(7, folder.resolve("again")).line("rev-parse", "main"));
    assertNotEquals(tree, generated(8, folder.resolve("other")).line("rev-parse", "main"));
  }

  @Test
  void landed_in_order_it_ends_with_the_expected_tree() {
    for (ReplayTask task : tasks) {
      for (Part part : task.parts()) {
        replay.landing().land(task, part, 0, 1);
      }
    }
    assertEquals(git.line("rev-parse", "main^{tree}"), replay.tree());
    assertEquals(replay.expectedTree(), replay.tree());
  }

  private static List<Integer> earlier(ReplayTask task) {
    return task.parts().stream()
        .flatMap(part -> part.after().stream())
        .map(PartKey::task)
        .distinct()
        .sorted()
        .toList();
  }

  private TreeEntry entry(int commit, String path) {
    return tasks.get(commit - 1).parts().stream()
        .flatMap(part -> part.changes().stream())
        .filter(change -> change.path().equals(RepoPath.ofText(path)))
        .findFirst()
        .orElseThrow()
        .after();
  }
}
