package dev.muster.host.repo;

import dev.muster.contract.FileKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real git worktree that a test made. */
public record GitFolder(Path path) {
  private static final List<String> GIT =
      List.of(
          "git",
          "-c",
          "user.name=test",
          "-c",
          "user.email=test@test.invalid",
          "-c",
          "commit.gpgsign=false",
          "-c",
          "protocol.file.allow=always");

  /** A new repository without a commit. */
  public static GitFolder init(Path path) {
    try {
      Files.createDirectories(path);
      var folder = new GitFolder(path.toRealPath());
      folder.git("init", "-q", "-b", "main");
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Runs git here and returns what it said. */
  public String git(String... arguments) {
    List<String> command = new ArrayList<>(GIT);
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(path.toFile()).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " in " + path + ": " + said);
      }
      return said;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Writes a file and the folders above it. */
  public Path write(String file, String text) {
    try {
      Path target = path.resolve(file);
      Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return Files.writeString(target, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes files whose text is their name and commits all. */
  public GitFolder commit(String... files) {
    for (String file : files) {
      write(file, file);
    }
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", "commit " + String.join(" ", files));
    return this;
  }

  /** The key of a file in this worktree of a repository that is no submodule. */
  public FileKey key(String file) {
    return new FileKey(path.resolve(".git").toString(), path.toString(), file);
  }
}
