package dev.muster.host.risk;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.repo.Processes;
import dev.muster.learning.commits.Commit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What git tells of a repository's commits; it is read and never written. */
final class GitHistory {
  /** The newest commits that are looked at, merges aside. */
  static final int COMMITS_MAX = 5_000;

  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final int ANSWER_BYTES_MAX = 1 << 16;

  /** Whatever a person's configuration says, patches have one form. */
  private static final List<String> FORM =
      List.of(
          "-p",
          "-U0",
          "--inter-hunk-context=0",
          "-M",
          "--no-color",
          "--no-ext-diff",
          "--no-textconv",
          "--no-relative",
          "--src-prefix=a/",
          "--dst-prefix=b/",
          "--diff-algorithm=myers",
          "--submodule=short",
          "--ignore-submodules=all");

  private static final Pattern IDENTITY =
      Pattern.compile(".*<([^>]*)> ([0-9]{1,18}) ([+-])([0-9]{2})([0-9]{2})\\s*");

  private final Processes processes = new Processes(System::nanoTime);
  private final Path repository;

  GitHistory(Path repository) {
    this.repository = repository;
    if (!Files.isDirectory(repository)) {
      throw new Refusal(ExitCode.USAGE, "there is no folder " + repository);
    }
  }

  /** The folder that all worktrees of the repository share, which tells it from others. */
  Path shared() {
    String told =
        line(
            repository + " is in no git repository, or git does not trust it",
            "rev-parse",
            "--path-format=absolute",
            "--git-common-dir");
    return Path.of(told);
  }

  /** The full id of a commit. */
  String commit(String revision) {
    return line(
        "there is no commit '" + revision + "' in " + repository,
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        revision + "^{commit}");
  }

  /** Hands on the newest commits that a commit has, the oldest first; merges are left out. */
  void read(String commit, Consumer<Commit> found) {
    var arguments = new ArrayList<>(List.of("-c", "log.showRoot=true", "log", "--reverse"));
    arguments.addAll(List.of("--no-merges", "--no-show-signature", "--no-mailmap", "--no-notes"));
    arguments.addAll(List.of("--encoding=UTF-8", "--max-count=" + COMMITS_MAX, Patches.FORMAT));
    arguments.addAll(FORM);
    arguments.addAll(List.of(commit, "--"));
    stream(arguments, in -> Patches.read(in, found));
  }

  /** What is staged for the next commit, by whoever would commit it now. */
  Commit staged() {
    Matcher author = IDENTITY.matcher(identity());
    boolean known = author.matches();
    long at = known ? Long.parseLong(author.group(2)) : 0;
    long minutes =
        known ? Integer.parseInt(author.group(4)) * 60L + Integer.parseInt(author.group(5)) : 0;
    long local = at + 60 * (known && author.group(3).equals("-") ? -minutes : minutes);
    int hour = (int) Math.floorMod(local / 3_600, 24L);
    var arguments = new ArrayList<>(List.of("diff", "--cached"));
    arguments.addAll(FORM);
    arguments.add("--");
    var staged = new ArrayList<Commit>();
    stream(arguments, in -> staged.add(Patches.change(in, known ? author.group(1) : "", at, hour)));
    if (staged.getFirst().files().isEmpty()) {
      throw new Refusal(ExitCode.DATA, "nothing is staged in " + repository);
    }
    return staged.getFirst();
  }

  private String identity() {
    return line(
        "git does not know who commits in " + repository + ": set user.name and user.email",
        "var",
        "GIT_AUTHOR_IDENT");
  }

  private String line(String refusal, String... arguments) {
    try {
      List<String> said = processes.run(repository, ANSWER_MAX, ANSWER_BYTES_MAX, arguments);
      return said.isEmpty() ? "" : said.getFirst().strip();
    } catch (IOException failure) {
      throw new Refusal(ExitCode.USAGE, refusal);
    }
  }

  /** Takes what git writes. */
  private interface Reader {
    void read(InputStream in) throws IOException;
  }

  private void stream(List<String> arguments, Reader reader) {
    Process git = null;
    try {
      git = processes.start(repository, arguments.toArray(String[]::new));
      git.getOutputStream().close();
      reader.read(git.getInputStream());
      int exit = git.waitFor();
      if (exit != 0) {
        throw new Refusal(
            ExitCode.DATA, "git could not tell the history of " + repository + ": exit " + exit);
      }
    } catch (IOException failure) {
      throw new Refusal(
          ExitCode.DATA, "the history of " + repository + " cannot be read: " + failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refusal(ExitCode.TIMEOUT, "interrupted");
    } finally {
      if (git != null) {
        Processes.kill(git);
      }
    }
  }
}
