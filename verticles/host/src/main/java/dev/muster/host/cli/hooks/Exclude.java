package dev.muster.host.cli.hooks;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a settings file that we made out of commits: agents add whole folders, and the file names
 * paths of this machine. Two lines at the head of the repository's own {@code info/exclude}, which
 * nobody else has; without them it is as it was to the byte.
 */
record Exclude(GitCheckout checkout, Path file) {
  private String lines() {
    String path = checkout.root().relativize(file).toString();
    return "# muster hooks install: a file of this machine\n/" + path + "\n";
  }

  private SettingsFile list() {
    return new SettingsFile(checkout.gitPath("info/exclude"));
  }

  /** True when git would let the file into a commit. */
  boolean needed() {
    return file.startsWith(checkout.root()) && !checkout.ignores(file);
  }

  void add() {
    SettingsFile list = list();
    @Nullable String before = list.read();
    list.replace(before, lines() + (before == null ? "" : before));
    if (!checkout.ignores(file)) {
      list.replace(list.read(), before);
      throw new Refusal(
          ExitCode.CONFIG, "a .gitignore brings " + file + " back into commits; ignore it there");
    }
  }

  void remove() {
    SettingsFile list = list();
    @Nullable String now = list.read();
    if (now != null && now.contains(lines())) {
      String before = now.replace(lines(), "");
      list.replace(now, before.isEmpty() ? null : before);
    }
  }
}
