package dev.muster.host.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends the groups of this process when it is killed and cannot: an orphan would go on beside what
 * takes its place next. A shell is told of each group that begins and ends; the end of its input
 * comes when this process is there no more, and it then kills those that are left. One for all of
 * this process, so that starting a group does not start two processes.
 */
final class Lifeline {
  private static final String NO_MARK = "-";

  private static final String SCRIPT =
      """
      held=
      while read -r sign group mark; do
        if [ "$sign" = + ]; then
          held="$held $group=$mark"
        else
          left=
          for one in $held; do
            [ "${one%%=*}" = "$group" ] || left="$left $one"
          done
          held=$left
        fi
      done
      for one in $held; do
        kill -s KILL -- "-${one%%=*}"
      done
      for round in 1 2 3 4 5; do
        for one in $held; do
          [ "${one#*=}" != - ] || continue
          for found in $(grep -ls "$1=${one#*=}" /proc/[0-9]*/environ); do
            found=${found#/proc/}
            kill -s KILL "${found%/environ}"
          done
        done
      done
      """;

  private static final Lifeline OF_THIS_PROCESS = new Lifeline();

  private final Map<Long, String> held = new LinkedHashMap<>();
  private @Nullable Process shell;

  private Lifeline() {}

  /** From now on the group ends with this process; {@code mark} is empty when it has none. */
  static void hold(long group, String mark) throws IOException {
    OF_THIS_PROCESS.add(group, mark.isEmpty() ? NO_MARK : mark);
  }

  /** The group has ended: its number may soon be another's. */
  static void release(long group) {
    OF_THIS_PROCESS.remove(group);
  }

  private synchronized void add(long group, String mark) throws IOException {
    held.put(group, mark);
    Process now = shell;
    if (now == null || !now.isAlive()) {
      now = started();
      shell = now;
      for (var one : held.entrySet()) {
        tell(now, "+ " + one.getKey() + " " + one.getValue());
      }
    } else {
      tell(now, "+ " + group + " " + mark);
    }
  }

  private synchronized void remove(long group) {
    Process now = shell;
    if (held.remove(group) == null || now == null) {
      return;
    }
    try {
      tell(now, "- " + group);
    } catch (IOException gone) {
      shell = null; // somebody killed it; the next group begins another one
    }
  }

  private static Process started() throws IOException {
    List<String> command = new ArrayList<>();
    if (GroupMembers.known()) {
      command.add("setsid"); // an interrupt from the terminal is for this process
    }
    command.addAll(List.of("/bin/sh", "-c", SCRIPT, "sh", ProcessGroup.MARK));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void tell(Process shell, String line) throws IOException {
    OutputStream input = shell.getOutputStream();
    input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    input.flush();
  }
}
