package dev.muster.lab.replay;

import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the person asked for; kept in the demo's folder, so that a resumed demo goes on with it. */
record DemoOptions(@Nullable Path repo, int tasks, int agents, double speed, int port) {
  void putInto(Properties parameters) {
    if (repo != null) {
      parameters.setProperty("repo", repo.toString());
    }
    parameters.setProperty("tasks", String.valueOf(tasks));
    parameters.setProperty("agents", String.valueOf(agents));
    parameters.setProperty("speed", String.valueOf(speed));
    parameters.setProperty("port", String.valueOf(port));
  }

  static DemoOptions of(Properties parameters) {
    String repo = parameters.getProperty("repo");
    return new DemoOptions(
        repo == null ? null : Path.of(repo),
        Integer.parseInt(parameters.getProperty("tasks")),
        Integer.parseInt(parameters.getProperty("agents")),
        Double.parseDouble(parameters.getProperty("speed")),
        Integer.parseInt(parameters.getProperty("port")));
  }
}
