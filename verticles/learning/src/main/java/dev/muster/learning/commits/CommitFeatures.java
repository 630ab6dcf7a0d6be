package dev.muster.learning.commits;

import dev.muster.learning.commits.Commit.FileChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The just-in-time metrics of Kamei et al. 2013 that a patch and the commits before it tell, with
 * the earlier fixes of the files and the hour. Their {@code lt}, lines in the files before, is left
 * out: no patch tells it. Confined to one thread.
 */
public final class CommitFeatures {
  private static final double DAY = 86_400;
  private static final double YEAR = 365.25 * DAY;

  /** What {@link #of} gives, in its order. */
  public static final List<String> NAMES =
      List.of(
          "lines added",
          "lines deleted",
          "subsystems",
          "folders",
          "files",
          "spread over files (entropy)",
          "is a fix",
          "authors of the files before",
          "days since the files changed",
          "changes of the files before",
          "commits of the author before",
          "recent commits of the author",
          "commits of the author here",
          "fixes of the files before",
          "hour of the day");

  private final Map<String, FileState> files = new HashMap<>();
  private final Map<String, AuthorState> authors = new HashMap<>();

  private static final class FileState {
    private final Set<String> authors = new HashSet<>();
    private int changes;
    private int fixes;
    private long last;
  }

  private static final class AuthorState {
    private final List<Long> times = new ArrayList<>();
    private final Map<String, Integer> subsystems = new HashMap<>();
  }

  /** What was before in the files that a commit touches. */
  private record Before(double days, int changes, int fixes, int authors) {}

  /** The features of a commit, of it and what was {@link #add added} so far; NaN where unknown. */
  public double[] of(Commit commit) {
    Set<String> folders = new HashSet<>();
    Set<String> subsystems = new HashSet<>();
    for (FileChange file : commit.files()) {
      folders.add(folder(file.path()));
      subsystems.add(subsystem(file.path()));
    }
    Before before = before(commit);
    AuthorState author =
        commit.author().isEmpty() ? null : authors.getOrDefault(commit.author(), new AuthorState());
    return new double[] {
      commit.files().stream().mapToInt(FileChange::added).sum(),
      commit.files().stream().mapToInt(FileChange::deleted).sum(),
      subsystems.size(),
      folders.size(),
      commit.files().size(),
      entropy(commit),
      commit.subject() == null ? Double.NaN : commit.fix() ? 1 : 0,
      before.authors(),
      before.days(),
      before.changes(),
      author == null ? Double.NaN : author.times.size(),
      author == null ? Double.NaN : recent(author, commit.at()),
      author == null ? Double.NaN : here(author, subsystems),
      before.fixes(),
      commit.hour()
    };
  }

  private Before before(Commit commit) {
    double days = 0;
    int changes = 0;
    int fixes = 0;
    Set<String> touched = new HashSet<>();
    for (FileChange file : commit.files()) {
      FileState state = files.get(file.from());
      if (state != null) {
        days += Math.max(0, commit.at() - state.last) / DAY;
        changes += state.changes;
        fixes += state.fixes;
        touched.addAll(state.authors);
      }
    }
    return new Before(days / Math.max(1, commit.files().size()), changes, fixes, touched.size());
  }

  /** From now on this commit is past. */
  public void add(Commit commit) {
    AuthorState author = authors.computeIfAbsent(commit.author(), name -> new AuthorState());
    author.times.add(commit.at());
    Set<String> subsystems = new HashSet<>();
    for (FileChange file : commit.files()) {
      FileState moved = file.from().equals(file.path()) ? null : files.remove(file.from());
      if (moved != null) {
        files.put(file.path(), moved);
      }
      FileState state = files.computeIfAbsent(file.path(), path -> new FileState());
      state.authors.add(commit.author());
      state.changes++;
      state.fixes += commit.fix() ? 1 : 0;
      state.last = commit.at();
      subsystems.add(subsystem(file.path()));
    }
    subsystems.forEach(one -> author.subsystems.merge(one, 1, Integer::sum));
  }

  /** Shannon's, in bits, of the changed lines over the files. */
  private static double entropy(Commit commit) {
    double all = commit.churn();
    double entropy = 0;
    for (FileChange file : commit.files()) {
      double share = (file.added() + file.deleted()) / Math.max(1, all);
      entropy -= share == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return entropy;
  }

  /** Each commit of the author counts 1 / (1 + its age in years). */
  private static double recent(AuthorState author, long now) {
    return author.times.stream().mapToDouble(at -> 1 / (1 + Math.max(0, now - at) / YEAR)).sum();
  }

  private static double here(AuthorState author, Set<String> subsystems) {
    return subsystems.stream().mapToInt(one -> author.subsystems.getOrDefault(one, 0)).sum();
  }

  private static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String subsystem(String path) {
    return path.substring(0, Math.max(0, path.indexOf('/')));
  }
}
