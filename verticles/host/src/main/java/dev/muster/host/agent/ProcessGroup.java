package dev.muster.host.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command in a process group of its own, so that it ends with all its descendants.
 *
 * <p>The JDK knows no groups: {@code setsid} makes one where it exists, elsewhere (macOS) a shell
 * with job control does, whose only child leads the group.
 */
final class ProcessGroup {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LEADER_WITHIN = Duration.ofSeconds(2);

  /**
   * Waits for a line before it becomes the command, so that nothing of the command runs before the
   * lifeline watches; when the runner dies meanwhile, its end of the pipe does.
   */
  private static final String GATE = "read -r go && exec /bin/sh -c \"$1\"";

  /** "&lt;&amp;0" because a shell gives its background jobs no standard input otherwise. */
  private static final String JOB_CONTROL =
      "set -m; /bin/sh -c '" + GATE + "' sh \"$1\" <&0 & wait \"$!\"";

  /** Reads nothing but the end of its input, which comes when the runner is there no more. */
  private static final String LIFELINE = "read -r line || kill -s KILL -- \"-$1\"";

  private final Process process;
  private final long id;
  private final Process lifeline;

  private ProcessGroup(Process process, long id) throws IOException {
    this.process = process;
    this.id = id;
    this.lifeline = lifeline(id);
  }

  /**
   * Kills the group when this process is killed and cannot: an orphan would go on beside the agent
   * that gets its slot next.
   */
  private static Process lifeline(long group) throws IOException {
    var shell = List.of("/bin/sh", "-c", LIFELINE, "sh", Long.toString(group));
    var command = new ArrayList<String>();
    if (GroupMembers.known()) {
      command.add("setsid"); // an interrupt from the terminal is for the runner
    }
    command.addAll(shell);
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Runs {@code command} by the shell, with these variables added to this process's own. */
  static ProcessGroup start(String command, Map<String, String> environment)
      throws IOException, InterruptedException {
    boolean linux = GroupMembers.known();
    var builder =
        new ProcessBuilder(
            linux
                ? List.of("setsid", "/bin/sh", "-c", GATE, "sh", command)
                : List.of("/bin/sh", "-c", JOB_CONTROL, "sh", command));
    builder.environment().putAll(environment);
    Process process = builder.start();
    var group = new ProcessGroup(process, linux ? process.pid() : leaderBelow(process));
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return group;
  }

  private static long leaderBelow(Process shell) throws InterruptedException {
    long end = System.nanoTime() + LEADER_WITHIN.toNanos();
    while (System.nanoTime() < end) {
      var leader = shell.children().findFirst();
      if (leader.isPresent()) {
        return leader.get().pid();
      }
      if (shell.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    return shell.pid();
  }

  /** The group's id, which is its leader's process id. */
  long id() {
    return id;
  }

  Process process() {
    return process;
  }

  /** True while any member lives, the leader or what it left behind. */
  boolean alive() {
    return GroupMembers.known() ? !new GroupMembers(id).living().isEmpty() : signal("0");
  }

  /** Asks all members to end and kills those that still live after the grace. */
  void end(Duration grace) throws InterruptedException {
    signal("TERM");
    if (!ended(grace)) {
      kill();
    }
  }

  /** Kills all members at once. */
  void kill() {
    if (!signal("KILL")) {
      // The leader may not have made its group yet. By its handle, because Process.destroyForcibly
      // would close the streams and what the command wrote last would be lost.
      process.toHandle().destroyForcibly();
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    lifeline.destroyForcibly();
  }

  private boolean ended(Duration grace) throws InterruptedException {
    long end = System.nanoTime() + grace.toNanos();
    while (alive() || process.isAlive()) {
      if (System.nanoTime() >= end) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
    return true;
  }

  /** True when there was a member to signal. */
  private boolean signal(String name) {
    try {
      var kill =
          new ProcessBuilder(
                  "/bin/sh", "-c", "kill -s \"$1\" -- \"-$2\"", "sh", name, Long.toString(id))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return kill.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
