package dev.muster.lab.replay;

import java.nio.file.Path;
import java.util.List;

/**
 * What an agent of the demo runs once per slot: it works for a while, then lands its parts.
 *
 * <p>It needs the classes of this package and the JDK, nothing else, so that it starts quickly.
 */
final class ReplayWorker {
  /** The host refuses long messages and lists; the log says the same in full. */
  private static final int FILES_MAX = 100;

  private ReplayWorker() {}

  public static void main(String[] arguments) throws InterruptedException {
    var folder = new DemoFolder(Path.of(arguments[0]));
    TaskIds ids = folder.readIds();
    Integer number = ids.number(variable("MUSTER_TASK_ID"));
    if (number == null) {
      System.out.println("{\"message\":\"this task is not one of the demo\"}");
      System.exit(1);
      return;
    }
    int slot = Integer.parseInt(variable("MUSTER_SLOT"));
    int slots = Integer.parseInt(variable("MUSTER_SLOTS"));
    var work = new SlotWork(folder.readTask(number), slot, slots);
    if (!work.parts().isEmpty()) {
      Thread.sleep(folder.readPace().work(work.churn()));
    }
    SlotWork.Report report =
        work.land(new Landing(folder.integration(), ids), Long.parseLong(variable("MUSTER_FENCE")));
    System.out.println(
        report.missing().isEmpty() ? landed(report.files()) : missing(report.missing(), ids));
    System.exit(report.missing().isEmpty() ? 0 : 1);
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " must be set by the agent, but is not");
    }
    return value;
  }

  static String landed(List<RepoPath> files) {
    var json = new StringBuilder("{\"files\":[");
    for (RepoPath file : files.subList(0, Math.min(FILES_MAX, files.size()))) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",").append(quoted(file.text()));
    }
    return json.append("]}").toString();
  }

  static String missing(List<Integer> tasks, TaskIds ids) {
    var json = new StringBuilder("{\"reason\":\"predecessor\",\"depends_on\":[");
    for (int task : tasks) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",").append(quoted(ids.id(task)));
    }
    json.append("],\"message\":");
    return json.append(quoted(tasks.size() + " earlier changes must land first"))
        .append('}')
        .toString();
  }

  private static String quoted(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
