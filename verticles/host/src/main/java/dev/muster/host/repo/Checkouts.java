package dev.muster.host.repo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the worktree around a folder by reading {@code .git}, as git itself does. */
final class Checkouts {
  private static final Duration CONFIG_MAX = Duration.ofSeconds(2);
  private static final int CONFIG_BYTES_MAX = 64 << 10;
  private static final int CACHED_MAX = 500;
  private static final String BRANCH = "ref: refs/heads/";
  private static final int POINTER_BYTES_MAX = 8192;

  /** What a repository's configuration says, and the state of the file that said so. */
  private record Said(FileState config, boolean ignoreCase) {}

  private final Recent<String, Said> configs = new Recent<>(CACHED_MAX);
  private final Recent<String, Checkout> known = new Recent<>(CACHED_MAX);
  private final Processes processes;

  Checkouts(Processes processes) {
    this.processes = processes;
  }

  /** The worktree that holds a folder, which may not exist yet; null outside and in a bare one. */
  @Nullable Checkout around(Path realFolder) throws IOException {
    for (Path folder = realFolder; folder != null; folder = folder.getParent()) {
      Path gitDir = gitDir(folder.resolve(".git"));
      if (gitDir != null) {
        return checkout(folder, gitDir);
      }
    }
    return null;
  }

  private static @Nullable Path gitDir(Path dotGit) throws IOException {
    if (Files.isDirectory(dotGit)) {
      return Files.exists(dotGit.resolve("HEAD")) ? dotGit.toRealPath() : null;
    }
    if (!Files.isRegularFile(dotGit)) {
      return null;
    }
    String text = pointer(dotGit);
    if (!text.startsWith("gitdir:")) {
      return null;
    }
    Path target = dotGit.resolveSibling(text.substring("gitdir:".length()).strip());
    return Files.exists(target.resolve("HEAD")) ? target.toRealPath() : null;
  }

  private Checkout checkout(Path worktree, Path gitDir) throws IOException {
    Path pointer = gitDir.resolve("commondir");
    Path common =
        Files.isRegularFile(pointer) ? gitDir.resolve(pointer(pointer)).toRealPath() : gitDir;
    boolean ignoreCase = ignoresCase(worktree, common);
    var found = new Checkout(common.toString(), worktree.toString(), gitDir.toString(), ignoreCase);
    // The same strings for every key of a worktree: thousands of keys live at once.
    Checkout before = known.get(found.worktree());
    if (before != null && found.equals(before)) {
      return before;
    }
    known.put(found.worktree(), found);
    return found;
  }

  private boolean ignoresCase(Path worktree, Path common) {
    FileState now = FileState.of(common.resolve("config").toString());
    Said said = configs.get(common.toString());
    if (said != null && said.config().equals(now)) {
      return said.ignoreCase();
    }
    boolean ignoreCase;
    try {
      List<String> answer =
          processes.run(
              worktree,
              CONFIG_MAX,
              CONFIG_BYTES_MAX,
              "config",
              "-z",
              "--type=bool",
              "--default=false",
              "--get",
              "core.ignorecase");
      ignoreCase = !answer.isEmpty() && answer.getFirst().equals("true");
    } catch (IOException unreadable) {
      ignoreCase = false;
    }
    configs.put(common.toString(), new Said(now, ignoreCase));
    return ignoreCase;
  }

  /** The branch that {@code HEAD} names; null when it names a commit. */
  static @Nullable String branch(Checkout checkout) throws IOException {
    String head = pointer(Path.of(checkout.gitDir(), "HEAD"));
    return head.startsWith(BRANCH) ? head.substring(BRANCH.length()) : null;
  }

  private static String pointer(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(POINTER_BYTES_MAX);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }
}
