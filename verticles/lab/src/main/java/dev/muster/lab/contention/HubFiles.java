package dev.muster.lab.contention;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The replay's list of hub files: lock files, manifests and changelogs, in any folder. It is the
 * default of the product's {@code leases.hub_files}; the lab may not look at the host's
 * configuration, and a replay must not change with it.
 */
final class HubFiles {
  private static final List<String> NAMES =
      List.of(
          "package-lock\\.json",
          "yarn\\.lock",
          "pnpm-lock\\.yaml",
          "package\\.json",
          "Cargo\\.lock",
          "Cargo\\.toml",
          "go\\.mod",
          "go\\.sum",
          "poetry\\.lock",
          "pyproject\\.toml",
          "requirements[^/]*\\.txt",
          "Gemfile\\.lock",
          "composer\\.lock",
          "pom\\.xml",
          "build\\.gradle[^/]*",
          "CHANGELOG[^/]*");

  private static final Pattern HUB =
      Pattern.compile("(.*/)?(" + String.join("|", NAMES) + ")", Pattern.CASE_INSENSITIVE);

  private HubFiles() {}

  static boolean contains(String path) {
    return HUB.matcher(path).matches();
  }
}
