package dev.muster.lab.replay;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.lab.MusterProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The demo's agents: child processes of the generic runner, one worker process per slot. */
final class DemoAgents implements AutoCloseable {
  private static final long END_SECONDS_MAX = 10;

  /** The runner rides out a dead host; one that dies more often than this has a bug to show. */
  private static final int RESTARTS_MAX = 3;

  private final DemoFolder folder;
  private final String url;
  private final Path data;
  private final List<Process> processes = new ArrayList<>();
  private int restarts;
  private boolean closing;

  DemoAgents(DemoFolder folder, String url, Path data) {
    this.folder = folder;
    this.url = url;
    this.data = data;
  }

  synchronized void open(int count) {
    for (int number = 1; number <= count; number++) {
      processes.add(start(number));
    }
  }

  /** Starts an agent again that is dead; called again and again while the demo goes on. */
  synchronized void supervise() {
    for (int i = 0; i < processes.size() && !closing; i++) {
      if (!processes.get(i).isAlive()) {
        restarts++;
        if (restarts > RESTARTS_MAX * processes.size()) {
          throw new Refusal(ExitCode.INTERNAL, "agents end by themselves; see " + log(i + 1));
        }
        processes.set(i, start(i + 1));
      }
    }
  }

  private Process start(int number) {
    var arguments =
        List.of(
            "agent",
            "run",
            "--url",
            url,
            "--data",
            data.toString(),
            "--name",
            "demo-" + number,
            "--exec",
            workerCommand());
    try {
      return MusterProcess.start(log(number), arguments);
    } catch (IOException e) {
      throw new Refusal(ExitCode.INTERNAL, "an agent cannot be started: " + e.getMessage());
    }
  }

  private Path log(int number) {
    return folder.root().resolve("agent-" + number + ".log");
  }

  /** A small JVM that is up in 0.2 s; exec leaves no shell behind. */
  private String workerCommand() {
    return "exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx64m -cp %s %s %s"
        .formatted(
            quoted(MusterProcess.java()),
            quoted(ownClasses().toString()),
            ReplayWorker.class.getName(),
            quoted(folder.root().toString()));
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          ReplayWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For sh: between single quotes everything stands for itself, but the quote. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  @Override
  public synchronized void close() {
    closing = true;
    processes.forEach(Process::destroy);
    processes.forEach(process -> MusterProcess.end(process.toHandle(), END_SECONDS_MAX));
  }
}
