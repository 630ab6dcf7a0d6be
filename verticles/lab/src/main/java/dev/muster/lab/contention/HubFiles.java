package dev.muster.lab.contention;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The replay's hub files: lock files, manifests and changelogs, in any folder. The names are those
 * of {@code coordination.declare.HubFiles}; the lab may not look there, and a replay must not
 * change with a host's configuration.
 */
final class HubFiles {
  private static final List<String> NAMES =
      List.of(
          "package\\.json",
          "package-lock\\.json",
          "npm-shrinkwrap\\.json",
          "yarn\\.lock",
          "pnpm-lock\\.yaml",
          "bun\\.lock",
          "Cargo\\.toml",
          "Cargo\\.lock",
          "go\\.mod",
          "go\\.sum",
          "pyproject\\.toml",
          "poetry\\.lock",
          "uv\\.lock",
          "Pipfile\\.lock",
          "requirements[^/]*\\.txt",
          "Gemfile\\.lock",
          "composer\\.json",
          "composer\\.lock",
          "pom\\.xml",
          "build\\.gradle[^/]*",
          "settings\\.gradle[^/]*",
          "gradle\\.lockfile",
          "CHANGELOG[^/]*",
          "[Cc]hangelog\\.md",
          "CHANGES[^/]*",
          "HISTORY\\.[^/]*");

  private static final Pattern HUB = Pattern.compile("(.*/)?(" + String.join("|", NAMES) + ")");

  private HubFiles() {}

  static boolean contains(String path) {
    return HUB.matcher(path).matches();
  }
}
