package dev.muster.lab.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingPropertyTest {
  private static final List<String> PATHS =
      List.of("a", "a/x", "a/x/y", "b", "b/x", "c c", "d\n\"e\"", "f/\u00e9", "g/1", "g/2");

  @TempDir Path folder;

  @Test
  void any_history_landed_in_any_order_by_racing_threads_ends_with_the_expected_tree()
      throws Exception {
    long seed = new Random().nextLong();
    System.out.println("LandingPropertyTest seed " + seed);
    for (int round = 0; round < 2; round++) {
      check(seed + round, folder.resolve("round" + round));
    }
  }

  private static void check(long seed, Path folder) throws Exception {
    var random = new Random(seed);
    TestRepository source = randomHistory(random, folder);
    Replay replay = Replay.of(source.git(), folder, 15);
    List<ReplayTask> tasks = replay.tasks();
    var open = new ArrayList<Callable<Landing.Outcome>>();
    for (ReplayTask task : tasks) {
      for (Part part : task.parts()) {
        open.add(() -> replay.landing().land(task, part, 0, 1));
        if (random.nextInt(6) == 0) {
          open.add(() -> replay.landing().land(task, part, 1, 2));
        }
      }
    }
    Collections.shuffle(open, random);
    var queue = new ConcurrentLinkedQueue<>(open);
    try (var threads = Executors.newFixedThreadPool(3)) {
      var workers = new ArrayList<Future<?>>();
      for (int i = 0; i < 3; i++) {
        workers.add(threads.submit(() -> drain(queue)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    String head = source.git().line("rev-parse", "main^{tree}");
    assertEquals(head, replay.tree(), "seed " + seed);
    assertEquals(head, replay.expectedTree(), "seed " + seed);
    List<LandedPart> log = replay.integration().log();
    assertEquals(log.size(), new HashSet<>(names(log)).size(), "landed twice, seed " + seed);
    assertEquals(
        tasks.stream().mapToInt(task -> task.parts().size()).sum(), log.size(), "seed " + seed);
  }

  private static Void drain(ConcurrentLinkedQueue<Callable<Landing.Outcome>> queue)
      throws Exception {
    for (var next = queue.poll(); next != null; next = queue.poll()) {
      if (next.call() instanceof Landing.Outcome.Missing) {
        queue.add(next);
      }
    }
    return null;
  }

  private static List<String> names(List<LandedPart> log) {
    return log.stream().map(landed -> landed.task() + "/" + landed.part()).toList();
  }

  /** Each path is a file, a link, absent or a directory; few versions, so that old ones recur. */
  private static TestRepository randomHistory(Random random, Path folder) {
    var repository = new TestRepository(folder.resolve("source.git"), folder.resolve("work"));
    var present = new HashSet<String>();
    for (int i = 0; i < 15; i++) {
      for (int edit = 0; edit <= random.nextInt(4); edit++) {
        String path = PATHS.get(random.nextInt(PATHS.size()));
        if (present.contains(path) && random.nextInt(3) == 0) {
          present.remove(path);
          repository.delete(path);
          continue;
        }
        for (String other : List.copyOf(present)) {
          if (!other.equals(path) && RepoPath.ofText(other).overlaps(RepoPath.ofText(path))) {
            present.remove(other);
            repository.delete(other);
          }
        }
        present.add(path);
        String mode = List.of("100644", "100755", "120000").get(random.nextInt(3));
        byte[] content = {(byte) ('0' + random.nextInt(2)), '\n'};
        repository.entry(RepoPath.ofText(path), mode, content);
      }
      repository.commit("Commit " + i);
    }
    return repository;
  }
}
