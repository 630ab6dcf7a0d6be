package dev.muster.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Small git repositories with one commit and an ignored folder, below a folder of their own. */
final class BenchRepositories {
  private static final String[] AS_NOBODY = {
    "-c", "user.name=Muster bench", "-c", "user.email=bench@muster.invalid",
    "-c", "commit.gpgSign=false", "-c", "core.hooksPath=/dev/null"
  };

  private BenchRepositories() {}

  static List<Path> create(Path folder, int count) throws IOException, InterruptedException {
    var repositories = new ArrayList<Path>();
    for (int i = 0; i < count; i++) {
      Path repository = Files.createDirectories(folder.resolve("repository" + i));
      git(repository, "init", "-q");
      Files.writeString(repository.resolve(".gitignore"), "build/\n*.log\n");
      Files.writeString(repository.resolve("README.md"), "Made by muster bench.\n");
      git(repository, "add", "--all");
      git(repository, "commit", "-q", "-m", "Begin");
      repositories.add(repository.toRealPath());
    }
    return repositories;
  }

  private static void git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.of(Stream.of("git"), Arrays.stream(AS_NOBODY), Arrays.stream(arguments))
            .flatMap(words -> words)
            .toList();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IOException("git " + String.join(" ", arguments) + " failed in " + folder);
    }
  }
}
