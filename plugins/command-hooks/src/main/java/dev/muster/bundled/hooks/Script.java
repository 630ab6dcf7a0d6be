// SPDX-License-Identifier: Apache-2.0
package dev.muster.bundled.hooks;

import dev.muster.plugin.HookResult;
import dev.muster.plugin.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One run of a command, from its input to its exit code, and the end of all that it started. */
final class Script {
  private static final int BYTES_MAX = 64 * 1024;
  private static final Duration REST = Duration.ofSeconds(1);

  /**
   * Reads the one line of input and gives it to the command. The watcher waits for the end of the
   * input, which comes when the run is over, is given up, or the host is there no more, and then
   * kills the group, itself included. It reads a copy of standard input, because a shell gives its
   * background jobs none.
   */
  private static final String WATCHED =
      """
      IFS= read -r line || exit 1
      exec 3<&0
      { IFS= read -r more <&3 || kill -s KILL -- "-$$"; } >/dev/null 2>&1 &
      printf '%s\\n' "$line" 2>/dev/null 3<&- | "$@" 3<&-
      """;

  private static final Pattern REFUSED =
      Pattern.compile("\"(permissionDecision\"\\s*:\\s*\"deny|decision\"\\s*:\\s*\"block)\"");
  private static final Pattern REASON =
      Pattern.compile("\"(?:permissionDecisionR|r)eason\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private Script() {}

  /** How it ended, and what it wrote. */
  record Ended(int exitCode, String output, String errors) {
    HookResult result(Phase phase, boolean notes) {
      if (exitCode == 2) {
        return HookResult.veto(errors.isEmpty() ? "exit code 2 without a reason" : errors);
      } else if (exitCode != 0) {
        throw new IllegalStateException(phase + ": exit code " + exitCode + ": " + errors);
      } else if (REFUSED.matcher(output).find()) {
        Matcher reason = REASON.matcher(output);
        return HookResult.veto(reason.find() ? plain(reason.group(1)) : output);
      }
      boolean tell = notes && phase.notes() && !output.isEmpty();
      return tell ? HookResult.note(output) : HookResult.proceed();
    }

    private static String plain(String json) {
      return json.replace("\\n", "\n").replaceAll("\\\\([\"\\\\/])", "$1");
    }
  }

  static Ended run(List<String> words, Map<String, String> environment, Path place, String json)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(setsid -> Files.isExecutable(Path.of(setsid)))
        .findFirst()
        .ifPresent(command::add);
    command.addAll(List.of("/bin/sh", "-c", WATCHED, "sh"));
    command.addAll(words);
    var builder = new ProcessBuilder(command).directory(place.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      var output = new Kept(process.getInputStream());
      var errors = new Kept(process.getErrorStream());
      process.getOutputStream().write((json + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      int exitCode = process.waitFor();
      process.getOutputStream().close();
      return new Ended(exitCode, output.text(), errors.text());
    } finally {
      process.getOutputStream().close();
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      if (process.onExit().completeOnTimeout(process, 1, TimeUnit.SECONDS).join().isAlive()) {
        process.destroyForcibly(); // no group of its own: macOS without setsid
      }
    }
  }

  /** The first bytes of a stream; the rest is read and dropped, so that nobody waits for it. */
  private static final class Kept {
    private final Thread reader;
    private volatile String text = "";

    Kept(InputStream stream) {
      reader = Thread.ofPlatform().daemon().name("command-hooks").start(() -> read(stream));
    }

    private void read(InputStream stream) {
      try (stream) {
        text = new String(stream.readNBytes(BYTES_MAX), StandardCharsets.UTF_8).strip();
        stream.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // A killed process closes its end in the middle; what came before counts.
      }
    }

    String text() throws InterruptedException {
      reader.join(REST);
      return text;
    }
  }
}
