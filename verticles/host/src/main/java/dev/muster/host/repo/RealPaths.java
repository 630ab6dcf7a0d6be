package dev.muster.host.repo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a path really leads, whether or not its file exists yet. */
final class RealPaths {
  private static final int LINKS_MAX = 40;
  private static final int FOLDER_MAX = 20_000;

  /** How files that do not exist yet were spelt first, where case does not count. */
  private final Recent<String, String> spellings;

  RealPaths(int spellingsMax) {
    this.spellings = new Recent<>(spellingsMax);
  }

  /** The real path of what exists of it, with the rest behind; links that lead nowhere count. */
  static Path real(Path path) throws IOException {
    Path at = path;
    for (int links = 0; links < LINKS_MAX; links++) {
      Path there = at;
      while (there.getParent() != null && !Files.exists(there)) {
        there = there.getParent();
      }
      Path base = there.toRealPath();
      int known = there.getNameCount();
      if (known == at.getNameCount()) {
        return base;
      }
      Path next = base.resolve(at.getName(known));
      if (Files.isSymbolicLink(next)) {
        at = rest(base.resolve(Files.readSymbolicLink(next)), at, known + 1);
        continue;
      }
      Path whole = rest(base, at, known);
      if (whole.equals(whole.normalize())) {
        return whole;
      }
      at = whole.normalize();
    }
    throw new IOException("too many links in " + path);
  }

  private static Path rest(Path base, Path path, int from) {
    return from == path.getNameCount()
        ? base
        : base.resolve(path.subpath(from, path.getNameCount()));
  }

  /** The relative path by the names that the files have, where the file system folds case. */
  String spelt(Path root, Path relative) throws IOException {
    Path folder = root;
    for (Path name : relative) {
      Path next = folder.resolve(name);
      folder = Files.exists(next, LinkOption.NOFOLLOW_LINKS) ? next : folder.resolve(known(next));
    }
    return root.relativize(folder).toString();
  }

  private String known(Path path) throws IOException {
    Path folder = path.getParent();
    String name = String.valueOf(path.getFileName());
    if (folder != null && Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        var same =
            entries
                .limit(FOLDER_MAX)
                .map(entry -> String.valueOf(entry.getFileName()))
                .filter(entry -> folded(entry).equals(folded(name)))
                .findFirst();
        if (same.isPresent()) {
          return same.get();
        }
      }
    }
    String folded = folded(path.toString());
    String first = spellings.get(folded);
    if (first == null) {
      spellings.put(folded, name);
      return name;
    }
    return first;
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
