package dev.muster.coordination.declare;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Files that nearly every change touches, as globs: {@code *} and {@code ?} stay within a folder,
 * <code>**&#47;</code> is any number of folders; a glob without a slash is of the name alone,
 * wherever the file lies.
 */
public final class HubFiles {
  /** Lock files, manifests and changelogs of common tools. */
  public static final List<String> DEFAULTS =
      List.of(
          "package.json",
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "bun.lock",
          "Cargo.toml",
          "Cargo.lock",
          "go.mod",
          "go.sum",
          "pyproject.toml",
          "poetry.lock",
          "uv.lock",
          "Pipfile.lock",
          "requirements*.txt",
          "Gemfile.lock",
          "composer.json",
          "composer.lock",
          "pom.xml",
          "build.gradle*",
          "settings.gradle*",
          "gradle.lockfile",
          "CHANGELOG*",
          "Changelog.md",
          "changelog.md",
          "CHANGES*",
          "HISTORY.*");

  private final List<Pattern> names;
  private final List<Pattern> paths;

  public HubFiles(List<String> globs) {
    names = globs.stream().filter(glob -> !glob.contains("/")).map(HubFiles::pattern).toList();
    paths = globs.stream().filter(glob -> glob.contains("/")).map(HubFiles::pattern).toList();
  }

  /** Whether a path relative to its worktree is one of them. */
  public boolean contains(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return names.stream().anyMatch(pattern -> pattern.matcher(name).matches())
        || paths.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  private static Pattern pattern(String glob) {
    var regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else {
        char c = glob.charAt(i);
        regex.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
