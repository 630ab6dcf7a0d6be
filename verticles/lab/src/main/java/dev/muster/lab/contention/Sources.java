package dev.muster.lab.contention;

import dev.muster.lab.replay.CommitLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The histories to replay, and a line for each that was asked for and is not there. */
record Sources(List<CommitTrace> traces, List<String> skipped) {
  /** A git history is read back to here. */
  private static final int COMMITS_MAX = 5_000;

  /** With fewer commits a replay would mostly meet copies of the same ones. */
  private static final int COMMITS_LEAST = 20;

  private static final Path GASTOWN = Path.of("gastown_fleet", "commits.csv");

  Sources {
    traces = List.copyOf(traces);
    skipped = List.copyOf(skipped);
  }

  /** {@code data} is the folder of recorded data, or null when there is none. */
  static Sources read(@Nullable Path data, List<Path> repositories) throws IOException {
    var found = new ArrayList<CommitTrace>();
    var skipped = new ArrayList<String>();
    if (data == null) {
      skipped.add("gastown: skipped, no folder of recorded data: name it with --data");
    } else {
      Path file = data.resolve(GASTOWN);
      if (Files.isRegularFile(file)) {
        try (var in = Files.newBufferedReader(file)) {
          found.add(GastownCommits.read(in));
        }
      } else {
        skipped.add("gastown: skipped, " + file + " is absent");
      }
    }
    for (Path repository : repositories) {
      CommitTrace trace = git(repository);
      if (trace == null) {
        skipped.add(repository + ": skipped, no git repository with a commit");
      } else if (trace.commits().size() < COMMITS_LEAST) {
        skipped.add(
            "%s: skipped, %d usable commits are fewer than %d (left out: %s)"
                .formatted(repository, trace.commits().size(), COMMITS_LEAST, trace.leftOut()));
      } else {
        found.add(trace);
      }
    }
    return new Sources(found, skipped);
  }

  private static @Nullable CommitTrace git(Path repository) throws IOException {
    var patches = new PatchReader();
    boolean any = CommitLog.read(repository, COMMITS_MAX, patches::line);
    return any ? patches.trace(name(repository.toRealPath())) : null;
  }

  private static String name(Path repository) {
    Path last = repository.getFileName();
    return last == null ? repository.toString() : last.toString();
  }
}
