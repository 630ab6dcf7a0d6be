package dev.muster.lab.replay;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses the history, splits it into tasks, and makes the integration repository. */
final class DemoPreparation {
  /** With fewer commits than this there is too little to coordinate. */
  private static final int USABLE_MIN = 30;

  private final DemoFolder folder;
  private final DemoOptions options;

  DemoPreparation(DemoFolder folder, DemoOptions options) {
    this.folder = folder;
    this.options = options;
  }

  DemoPlan prepare() {
    requireGit();
    clear();
    Optional<Source> source = asked();
    String note = "no repository with commits here";
    if (source.isPresent()) {
      History history = history(source.get());
      List<ReplayTask> tasks = Planning.tasks(history.commits());
      long usable = tasks.stream().filter(ReplayTask::usable).count();
      if (usable >= Math.min(USABLE_MIN, options.tasks())) {
        return plan(askedPath().toString(), null, history, tasks);
      }
      note = "only %d of the last %d commits are usable".formatted(usable, tasks.size());
    }
    return generated(note);
  }

  private DemoPlan generated(String note) {
    clear();
    long seed = new Random().nextLong(1_000_000);
    Git git = folder.git().at(created(folder.generatedPath()));
    GeneratedHistory.create(git, seed);
    History history = history(Source.find(git).orElseThrow());
    String why = note + ": a generated history is used, seed " + seed;
    List<ReplayTask> tasks = Planning.tasks(history.commits());
    return plan(folder.generatedPath().toString(), why, history, tasks);
  }

  private DemoPlan plan(
      String repo, @Nullable String note, History history, List<ReplayTask> tasks) {
    Integration integration = folder.integration();
    integration.start(history.startTree());
    var plan =
        new DemoPlan(
            options,
            UUID.randomUUID().toString(),
            repo,
            note != null,
            note == null ? "" : note,
            integration.expectedTree(history.startTree(), tasks),
            tasks);
    tasks.forEach(folder::writeTask);
    folder.writePace(Pace.of(tasks, options.speed()));
    folder.writeParameters(plan.parameters());
    return plan;
  }

  private History history(Source source) {
    clearFolder(folder.integrationPath());
    clearFolder(folder.readerPath());
    var reader = new Reader(folder.git().at(folder.readerPath()), source);
    History history = reader.history(options.tasks());
    reader.copyInto(folder.git().at(created(folder.integrationPath())), history);
    return history;
  }

  private Path askedPath() {
    Path repo = options.repo();
    return repo == null ? Path.of("").toAbsolutePath() : repo;
  }

  private Optional<Source> asked() {
    Path path = askedPath();
    boolean repository =
        Files.isDirectory(path)
            && folder.git().at(path).run(new byte[0], "rev-parse", "--git-dir").ok();
    if (!repository && options.repo() != null) {
      throw new Refusal(ExitCode.USAGE, "--repo must be a git repository, was " + path);
    }
    return repository ? Source.find(folder.git().at(path)) : Optional.empty();
  }

  private void requireGit() {
    try {
      created(folder.root());
      folder.git().line("--version");
    } catch (UncheckedIOException e) {
      throw new Refusal(ExitCode.UNAVAILABLE, "git is needed and cannot be started: install it");
    }
  }

  /** What an earlier preparation left that did not come to its end. */
  private void clear() {
    clearFolder(folder.root());
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void clearFolder(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
