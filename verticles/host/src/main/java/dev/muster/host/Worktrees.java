package dev.muster.host;

import dev.muster.contract.FileKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Names the files that paths below a folder are; what is in no worktree is none. */
record Worktrees(Vertx vertx) implements BiFunction<String, List<String>, Future<List<FileKey>>> {

  @Override
  public Future<List<FileKey>> apply(String folder, List<String> paths) {
    return vertx.executeBlocking(() -> keys(folder, paths)).map(Objects::requireNonNull);
  }

  private static List<FileKey> keys(String folder, List<String> paths) {
    List<FileKey> keys = new ArrayList<>();
    for (String path : paths) {
      FileKey key = key(folder, path);
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static @Nullable FileKey key(String folder, String path) {
    try {
      Path file = Path.of(folder).resolve(path).toAbsolutePath().normalize();
      for (Path up = file.getParent(); up != null; up = up.getParent()) {
        Path git = up.resolve(".git");
        if (Files.exists(git)) {
          Path root = up.toRealPath();
          String inside = up.relativize(file).toString();
          return inside.startsWith(".git/")
              ? null
              : new FileKey(common(git).toString(), root.toString(), inside);
        }
      }
      return null;
    } catch (IOException | InvalidPathException none) {
      return null;
    }
  }

  /** The directory that all worktrees of the repository share. */
  private static Path common(Path git) throws IOException {
    if (Files.isDirectory(git)) {
      return git.toRealPath();
    }
    String link = Files.readString(git).strip().replaceFirst("^gitdir: *", "");
    Path own = git.resolveSibling(link).toRealPath();
    Path shared = own.resolve("commondir");
    return Files.exists(shared) ? own.resolve(Files.readString(shared).strip()).toRealPath() : own;
  }
}
