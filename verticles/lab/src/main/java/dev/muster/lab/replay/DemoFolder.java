package dev.muster.lab.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * All that a demo keeps on disk, so that it can be resumed: parameters, the tasks of its history,
 * which id the host gave to each, and the integration repository.
 */
record DemoFolder(Path root) {
  Git git() {
    return Git.in(root, root.resolve("git-config"));
  }

  Path integrationPath() {
    return root.resolve("integration.git");
  }

  Path readerPath() {
    return root.resolve("reader");
  }

  Path generatedPath() {
    return root.resolve("generated.git");
  }

  Integration integration() {
    return new Integration(git().at(integrationPath()), root.resolve("temporary"));
  }

  /** Lends the source's objects to the integration repository, which makes it whole. */
  void completeIntegration() {
    String borrowed = read("reader/objects/info/alternates");
    write("integration.git/objects/info/alternates", borrowed);
  }

  /** Whether a demo was prepared here to its end: parameters are written last. */
  boolean prepared() {
    return Files.exists(root.resolve("parameters"));
  }

  void writePace(Pace pace) {
    write("pace", pace.median().toNanos() + " " + pace.middleWeight() + "\n");
  }

  Pace readPace() {
    String[] words = read("pace").strip().split(" ", -1);
    return new Pace(Duration.ofNanos(Long.parseLong(words[0])), Double.parseDouble(words[1]));
  }

  void writeTask(ReplayTask task) {
    write(taskFile(task.number()), TaskText.write(task));
  }

  ReplayTask readTask(int number) {
    return TaskText.read(read(taskFile(number)).lines().toList());
  }

  List<ReplayTask> readTasks() {
    var tasks = new ArrayList<ReplayTask>();
    for (int number = 0; Files.exists(root.resolve(taskFile(number))); number++) {
      tasks.add(readTask(number));
    }
    return tasks;
  }

  private static String taskFile(int number) {
    return "task-" + number;
  }

  void writeIds(TaskIds ids) {
    var text = new StringBuilder();
    ids.all().forEach((number, id) -> text.append(number).append(' ').append(id).append('\n'));
    write("ids", text.toString());
  }

  TaskIds readIds() {
    Map<Integer, String> ids = new TreeMap<>();
    for (String line : read("ids").lines().toList()) {
      int space = line.indexOf(' ');
      ids.put(Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
    }
    return new TaskIds(ids);
  }

  void writeParameters(Properties parameters) {
    var text = new StringBuilder();
    parameters.forEach((key, value) ->
        text.append(key).append(' ').append(Escaped.text((String) value)).append('\n'));
    write("parameters", text.toString());
  }

  Properties readParameters() {
    var parameters = new Properties();
    for (String line : read("parameters").lines().toList()) {
      int space = line.indexOf(' ');
      parameters.setProperty(
          line.substring(0, space), Escaped.plainText(line.substring(space + 1)));
    }
    return parameters;
  }

  private String read(String name) {
    try {
      return Files.readString(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A reader sees the old file or the new one, never half of it. */
  private void write(String name, String text) {
    try {
      Files.createDirectories(root);
      Path fresh = root.resolve(name + ".new");
      Files.writeString(fresh, text);
      Files.move(
          fresh,
          root.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
