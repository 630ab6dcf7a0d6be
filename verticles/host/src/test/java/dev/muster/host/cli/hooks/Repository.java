package dev.muster.host.cli.hooks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real git repository that a test makes, without the settings of whoever runs the test. */
record Repository(Path root) {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final Map<String, String> CLEAN =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_TERMINAL_PROMPT", "0");

  static Repository in(Path root) throws Exception {
    Files.createDirectories(root);
    var repository = new Repository(root.toRealPath());
    repository.git("init", "-q", "-b", "main");
    repository.git("config", "user.name", "Ada");
    repository.git("config", "user.email", "ada@example.org");
    return repository;
  }

  /** Runs git, which must succeed. */
  String git(String... arguments) {
    Ran ran = tried(Map.of(), arguments);
    assertTrue(ran.ok(), ran::toString);
    return ran.out();
  }

  Ran tried(Map<String, String> environment, String... arguments) {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    var all = new java.util.HashMap<>(CLEAN);
    all.putAll(environment);
    return Ran.of(command, root, all, "", WITHIN);
  }

  Path write(String path, String text) throws Exception {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  String read(String path) throws Exception {
    return Files.readString(root.resolve(path));
  }
}
