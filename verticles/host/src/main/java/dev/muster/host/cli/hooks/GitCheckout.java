package dev.muster.host.cli.hooks;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checkout of a git repository, asked without running anything that it configures. */
record GitCheckout(Path root) {
  private static final Duration WITHIN = Duration.ofSeconds(10);

  /** The checkout that a folder lies in. */
  static Optional<GitCheckout> of(Path folder) {
    Ran git = git(folder, "rev-parse", "--show-toplevel");
    return git.ok() && !git.out().isBlank()
        ? Optional.of(new GitCheckout(Path.of(line(git.out()))))
        : Optional.empty();
  }

  /** The checkout that a folder lies in, or a refusal that says what to do. */
  static GitCheckout at(Path folder) {
    return of(folder)
        .orElseThrow(() ->
            new Refusal(
                ExitCode.USAGE, "no git repository at " + folder + "; name one with --repo"));
  }

  boolean tracks(Path file) {
    return git(root, "ls-files", "--error-unmatch", "--", file.toString()).ok();
  }

  boolean ignores(Path file) {
    return git(root, "check-ignore", "-q", "--", file.toString()).ok();
  }

  /** The folder that git runs this checkout's hooks from; core.hooksPath may have moved it. */
  Path hooks() {
    Ran git = run(List.of("git", "rev-parse", "--git-path", "hooks"), root);
    return root.resolve(line(git.out())).normalize();
  }

  /** Where git keeps something of its own, which linked worktrees may share. */
  Path gitPath(String name) {
    return root.resolve(line(git(root, "rev-parse", "--git-path", name).out())).normalize();
  }

  private static Ran git(Path folder, String... arguments) {
    var command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of("-c", "core.fsmonitor=false", "-c", "protocol.file.allow=never"));
    command.addAll(List.of(arguments));
    return run(command, folder);
  }

  private static Ran run(List<String> command, Path folder) {
    try {
      return Ran.of(command, folder, Map.of("LC_ALL", "C"), "", WITHIN);
    } catch (UncheckedIOException e) {
      throw new Refusal(ExitCode.UNAVAILABLE, "git cannot be run: " + e.getMessage());
    }
  }

  private static String line(String out) {
    return out.lines().findFirst().orElse("");
  }
}
