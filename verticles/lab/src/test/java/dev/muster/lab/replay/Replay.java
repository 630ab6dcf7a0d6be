package dev.muster.lab.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A history read and ready to be landed, as the demo prepares it but without a host. */
record Replay(Git git, Integration integration, TaskIds ids, History history) {
  static Replay of(Git source, Path folder, int count) {
    Source found = Source.find(source).orElseThrow();
    Git git = Git.in(folder, folder.resolve("git-config")).at(folder.resolve("integration.git"));
    var reader = new Reader(git.at(folder.resolve("reader")), found);
    History history = reader.history(count);
    git.at(folder).line("init", "-q", "--bare", git.folder().toString());
    reader.copyInto(git, history);
    var integration = new Integration(git, folder.resolve("temporary"));
    integration.start(history.startTree());
    Map<Integer, String> ids = new TreeMap<>();
    for (int number = 0; number < history.commits().size(); number++) {
      ids.put(number, "task_" + number);
    }
    return new Replay(git, integration, new TaskIds(ids), history);
  }

  List<ReplayTask> tasks() {
    return Planning.tasks(history.commits());
  }

  Landing landing() {
    return new Landing(integration, ids);
  }

  Landing.Outcome land(int task, int part) {
    ReplayTask replayed = tasks().get(task);
    return landing().land(replayed, replayed.parts().get(part), 0, 1);
  }

  /** The tree of main. */
  String tree() {
    return integration.head().tree();
  }

  String expectedTree() {
    return integration.expectedTree(history.startTree(), tasks());
  }
}
