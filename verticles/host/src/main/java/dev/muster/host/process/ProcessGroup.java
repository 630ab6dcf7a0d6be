package dev.muster.host.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A command in a process group of its own, so that it ends with all its descendants.
 *
 * <p>The JDK knows no groups: {@code setsid} makes one where it exists, elsewhere (macOS) a shell
 * with job control does, whose only child leads the group. A marked group also ends those who left
 * it, which are known by a variable in their environment ({@link MarkedProcesses}).
 */
public final class ProcessGroup {
  /** The variable that marks the processes of one group. */
  static final String MARK = "MUSTER_RUN";

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LEADER_WITHIN = Duration.ofSeconds(2);

  private static final Duration DEAD_WITHIN = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  /**
   * Waits for a line before it becomes the command, so that nothing of the command runs before the
   * lifeline knows of it; when the starter dies meanwhile, its end of the pipe does.
   */
  private static final String GATE = "read -r go && exec \"$@\"";

  /**
   * The same for a plugin, which works behind everybody else from its first instruction on: no core
   * files; memory of a process that runs away ends with an error in that process; if memory runs
   * out anyhow the kernel takes it and not the host; and who computes without end does so behind
   * the host. Linux shares processors among sessions before processes, so the session's own
   * niceness counts as well. Each is left out where the system does not have it.
   */
  private static final String MODEST_GATE =
      """
      { echo 10 > /proc/self/autogroup; } 2>/dev/null || :
      { echo 1000 > /proc/self/oom_score_adj; } 2>/dev/null || :
      ulimit -c 0 2>/dev/null || :
      ulimit -d 1048576 2>/dev/null || :
      read -r go && exec nice -n 10 "$@"
      """;

  /** "&lt;&amp;0" because a shell gives its background jobs no standard input otherwise. */
  private static final String JOB_CONTROL =
      "set -m; gate=$1; shift; /bin/sh -c \"$gate\" sh \"$@\" <&0 & wait \"$!\"";

  private final Process process;
  private final long id;
  private final String mark;

  private ProcessGroup(Process process, long id, String mark) {
    this.process = process;
    this.id = id;
    this.mark = mark;
  }

  /** Starts the command, whose first word is a path or on the host's {@code PATH}. */
  public static ProcessGroup start(ProcessBuilder command)
      throws IOException, InterruptedException {
    return start(command, GATE, "");
  }

  /** Starts a plugin's command; its end is also the end of those who left its group. */
  public static ProcessGroup startModest(ProcessBuilder command)
      throws IOException, InterruptedException {
    String mark = UUID.randomUUID().toString();
    command.environment().put(MARK, mark);
    return start(command, MODEST_GATE, mark);
  }

  private static ProcessGroup start(ProcessBuilder command, String gate, String mark)
      throws IOException, InterruptedException {
    boolean linux = GroupMembers.known();
    var words =
        new ArrayList<>(
            linux
                ? List.of("setsid", "/bin/sh", "-c", gate, "sh")
                : List.of("/bin/sh", "-c", JOB_CONTROL, "sh", gate));
    words.addAll(command.command());
    Process process = command.command(words).start();
    try {
      var group = new ProcessGroup(process, linux ? process.pid() : leaderBelow(process), mark);
      group.open();
      return group;
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Lets it become the command. */
  private void open() throws IOException {
    Lifeline.hold(id, mark);
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      Lifeline.release(id);
      throw e;
    }
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
  public long id() {
    return id;
  }

  public Process process() {
    return process;
  }

  /** True while any member lives, the leader or what it left behind. */
  public boolean alive() {
    return GroupMembers.known() ? !new GroupMembers(id).living().isEmpty() : signal("0");
  }

  /** Asks all members to end and kills those that still live after the grace. */
  public void end(Duration grace) throws InterruptedException {
    signal("TERM");
    if (ended(grace)) {
      Lifeline.release(id);
    } else {
      kill();
    }
  }

  /** Kills all members at once, and of a marked group those who left it. */
  public void kill() {
    if (!signal("KILL")) {
      // The leader may not have made its group yet. By its handle, because Process.destroyForcibly
      // would close the streams and what the command wrote last would be lost.
      process.toHandle().destroyForcibly();
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    if (!mark.isEmpty()) {
      killMarked();
    }
    Lifeline.release(id);
  }

  /** One that is killed may have started another a moment before, and dies when it is its turn. */
  private void killMarked() {
    var marked = new MarkedProcesses(MARK, mark);
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + DEAD_WITHIN.toNanos();
    List<Long> living = marked.living();
    while (!living.isEmpty() && System.nanoTime() < end) {
      for (long one : living) {
        ProcessHandle.of(one).ifPresent(ProcessHandle::destroyForcibly);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      interrupted |= Thread.interrupted();
      living = marked.living();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
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

  /** True when there was a member to signal; an interrupt does not keep it from being sent. */
  private boolean signal(String name) {
    boolean interrupted = Thread.interrupted();
    try {
      Process kill =
          new ProcessBuilder(
                  "/bin/sh", "-c", "kill -s \"$1\" -- \"-$2\"", "sh", name, Long.toString(id))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return kill.onExit().join().exitValue() == 0;
    } catch (IOException e) {
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
