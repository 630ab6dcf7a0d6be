package dev.muster.lab.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The git command line on one repository, shut off from everybody's configuration: no system or
 * user config, no hooks, no helpers, no network, no background gc, no prompts. It only ever writes
 * below the demo's own folder.
 */
final class Git {
  private static final String CONFIG =
      """
      [safe]
      \tdirectory = *
      [core]
      \thooksPath = /dev/null
      \tfsmonitor = false
      \tprotectNTFS = false
      \tprotectHFS = false
      [gc]
      \tauto = 0
      [maintenance]
      \tauto = false
      [protocol]
      \tallow = never
      [init]
      \tdefaultBranch = main
      """;

  private final Path config;
  private final Path folder;
  private final Map<String, String> environment;

  private Git(Path config, Path folder, Map<String, String> environment) {
    this.config = config;
    this.folder = folder;
    this.environment = environment;
  }

  /** Git in {@code folder} under the configuration file {@code config}, written when absent. */
  static Git in(Path folder, Path config) {
    try {
      if (!Files.exists(config)) {
        Files.createDirectories(config.toAbsolutePath().getParent());
        Files.writeString(config, CONFIG);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Git(config.toAbsolutePath(), folder, Map.of());
  }

  Git at(Path other) {
    return new Git(config, other, environment);
  }

  Git with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return new Git(config, folder, Map.copyOf(more));
  }

  Path folder() {
    return folder;
  }

  /** What one run of git left behind. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int exitCode, byte[] out, String problem) {
    boolean ok() {
      return exitCode == 0;
    }

    String line() {
      return new String(out, StandardCharsets.UTF_8).strip();
    }
  }

  /** The trimmed output of a command that must succeed. */
  String line(String... arguments) {
    return must(new byte[0], arguments).line();
  }

  Answer must(byte[] input, String... arguments) {
    Answer answer = run(input, arguments);
    if (!answer.ok()) {
      throw new IllegalStateException(
          "git %s ended with %d: %s"
              .formatted(String.join(" ", arguments), answer.exitCode(), answer.problem()));
    }
    return answer;
  }

  Answer run(byte[] input, String... arguments) {
    try {
      Process process = builder(arguments).start();
      var problem = new StringBuilder();
      Thread errors = Thread.ofPlatform().start(() -> readInto(process, problem));
      Thread feeder = Thread.ofPlatform().start(() -> feed(process.getOutputStream(), input));
      byte[] out = process.getInputStream().readAllBytes();
      int exitCode = process.waitFor();
      feeder.join();
      errors.join();
      return new Answer(exitCode, out, problem.toString().strip());
    } catch (IOException e) {
      throw new UncheckedIOException("git cannot be started: is it installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git was running", e);
    }
  }

  /** Hands on each line of the output, one char per byte, whatever the exit code. */
  void lines(Consumer<String> line, String... arguments) {
    var builder =
        builder(arguments)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(Path.of("/dev/null").toFile());
    try {
      Process process = builder.start();
      try (BufferedReader out = process.inputReader(StandardCharsets.ISO_8859_1)) {
        out.lines().forEach(line);
      }
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("git cannot be started: is it installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git was running", e);
    }
  }

  private ProcessBuilder builder(String... arguments) {
    var command = new ArrayList<String>(List.of("git"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    prepare(builder.environment());
    return builder;
  }

  private void prepare(Map<String, String> variables) {
    variables.keySet().removeIf(name -> name.startsWith("GIT_"));
    variables.putAll(
        Map.of(
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", config.toString(),
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_OPTIONAL_LOCKS", "0",
            "GIT_NO_LAZY_FETCH", "1",
            "GIT_NO_REPLACE_OBJECTS", "1",
            "LC_ALL", "C"));
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      variables.put("GIT_" + who + "_NAME", "Muster demo");
      variables.put("GIT_" + who + "_EMAIL", "demo@muster.invalid");
    }
    variables.putAll(environment);
  }

  private static void feed(OutputStream standardInput, byte[] input) {
    try (standardInput) {
      standardInput.write(input);
    } catch (IOException _) {
      // Git ended before it had read everything: its exit code tells.
    }
  }

  private static void readInto(Process process, StringBuilder problem) {
    try (InputStream errors = process.getErrorStream()) {
      problem.append(new String(errors.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      problem.append(e.getMessage());
    }
  }
}
