package dev.muster.lab.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A repository whose history is replayed. It is only read: its head is looked up once, and its
 * objects are borrowed by the integration repository.
 */
record Source(String head, String objectFormat, List<Path> objects, Set<String> shallow) {
  Source {
    objects = List.copyOf(objects);
    shallow = Set.copyOf(shallow);
  }

  /** The repository that holds this folder; empty when there is none or it has no commit. */
  static Optional<Source> find(Git git) {
    Git.Answer head = git.run(new byte[0], "rev-parse", "--verify", "-q", "HEAD^{commit}");
    if (!head.ok()) {
      return Optional.empty();
    }
    Path common = Path.of(git.line("rev-parse", "--path-format=absolute", "--git-common-dir"));
    String format = git.line("rev-parse", "--show-object-format");
    try {
      return Optional.of(
          new Source(head.line(), format, objects(common), shallow(common.resolve("shallow"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Git ignores relative alternates below the first level, so they are named here too. */
  private static List<Path> objects(Path common) throws IOException {
    Path objects = common.resolve("objects");
    var all = new ArrayList<Path>(List.of(objects));
    Path alternates = objects.resolve("info").resolve("alternates");
    if (Files.exists(alternates)) {
      for (String line : Files.readAllLines(alternates)) {
        if (line.startsWith(".")) {
          all.add(objects.resolve(line).normalize());
        }
      }
    }
    return all;
  }

  private static Set<String> shallow(Path file) throws IOException {
    return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : Set.of();
  }
}
