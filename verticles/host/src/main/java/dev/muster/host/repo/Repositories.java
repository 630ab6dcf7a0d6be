package dev.muster.host.repo;

import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.Refused;
import dev.muster.host.repo.Located.Reason;
import dev.muster.host.repo.Located.Skipped;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The git worktrees of this machine. All that touches a disk or a process runs on two small pools,
 * one for paths and one for git's slower questions, so that a large {@code git status} delays
 * nobody's edit. A path that was asked for within the last seconds is answered at once.
 */
public final class Repositories {
  private static final Duration ANSWER_LIFE = Duration.ofSeconds(5);
  private static final Duration STREAM_IDLE = Duration.ofSeconds(60);
  private static final int ANSWERS_MAX = 4_096;
  private static final int SPELLINGS_MAX = 4_096;
  private static final int STREAMS_MAX = 32;
  private static final int PATH_THREADS = 4;
  private static final int GIT_THREADS = 2;
  private static final int PENDING_MAX = 1_000;
  private static final long SWEEP_MS = 1_000;

  private record Asked(String cwd, String path) {}

  /** A key or the reason why there is none. */
  private record Placed(@Nullable FileKey key, @Nullable Reason reason) {
    static Placed not(Reason reason) {
      return new Placed(null, reason);
    }
  }

  private record Answer(Placed placed, long untilNanos) {}

  private final LongSupplier nanos;
  private final Processes processes;
  private final Checkouts checkouts;
  private final GitReading reading;
  private final RealPaths realPaths = new RealPaths(SPELLINGS_MAX);
  private final Recent<Asked, Answer> answers = new Recent<>(ANSWERS_MAX);
  private final Recent<String, Ignores> ignores = new Recent<>(STREAMS_MAX);
  private final WorkerExecutor paths;
  private final WorkerExecutor git;
  private final AtomicInteger pending = new AtomicInteger();

  public Repositories(Vertx vertx, LongSupplier nanos) {
    this.nanos = nanos;
    this.processes = new Processes(nanos);
    this.checkouts = new Checkouts(processes);
    this.reading = new GitReading(processes);
    this.paths =
        vertx.createSharedWorkerExecutor("muster-paths", PATH_THREADS, 5, TimeUnit.SECONDS);
    this.git = vertx.createSharedWorkerExecutor("muster-git", GIT_THREADS, 60, TimeUnit.SECONDS);
    vertx.setPeriodic(SWEEP_MS, timer -> sweep());
  }

  /** The worktree that holds a folder, if any does and can be read. */
  public Future<Optional<Checkout>> checkout(String folder) {
    return run(
        paths,
        () -> {
          Path path = absolute(folder);
          try {
            return Optional.ofNullable(checkouts.around(RealPaths.real(path)));
          } catch (IOException unreadable) {
            return Optional.empty();
          }
        });
  }

  /** The branch that a worktree is on, if it is on one. */
  public Future<Optional<String>> branch(Checkout checkout) {
    return run(paths, () -> Optional.ofNullable(Checkouts.branch(checkout)));
  }

  /**
   * Paths, absolute or relative to {@code cwd}, as keys; a path in another repository is its own.
   */
  public Future<Located> locate(String cwd, List<String> asked) {
    long now = nanos.getAsLong();
    Map<String, Placed> placed = new HashMap<>();
    for (String path : asked) {
      Answer answer = answers.get(new Asked(cwd, path));
      if (answer != null && now - answer.untilNanos() < 0) {
        placed.put(path, answer.placed());
      }
    }
    if (placed.keySet().containsAll(asked)) {
      return Future.succeededFuture(located(asked, placed));
    }
    return run(
        paths,
        () -> {
          Path folder = absolute(cwd);
          for (String path : asked) {
            if (!placed.containsKey(path)) {
              Placed found = place(folder, path);
              placed.put(path, found);
              long until = nanos.getAsLong() + ANSWER_LIFE.toNanos();
              answers.put(new Asked(cwd, path), new Answer(found, until));
            }
          }
          return located(asked, placed);
        });
  }

  /** The state of a worktree; files that are as in {@code before} are not read again. */
  public Future<Look> look(Checkout checkout, Map<String, Stamp> before) {
    return run(git, () -> reading.look(checkout, before));
  }

  /** The commits made in a worktree since its head was {@code since}. */
  public Future<Commits> commits(Checkout checkout, String since) {
    return run(git, () -> reading.commits(checkout, since));
  }

  /** The files as they are now. */
  public Future<Map<String, Stamp>> stamps(Checkout checkout, List<String> files) {
    return run(
        paths,
        () -> {
          Path worktree = Path.of(checkout.worktree());
          Map<String, Stamp> stamps = new HashMap<>();
          files.forEach(file -> stamps.put(file, Stamp.of(worktree.resolve(file), null)));
          return stamps;
        });
  }

  /** Ends what runs. */
  public Future<Void> close() {
    ignores.values().forEach(Ignores::close);
    return Future.all(paths.close(), git.close()).mapEmpty();
  }

  private void sweep() {
    processes.sweep();
    List<Ignores> all = ignores.values();
    if (!all.isEmpty()) {
      run(
              paths,
              () -> {
                all.forEach(one -> one.rest(STREAM_IDLE));
                return true;
              })
          .otherwise(false);
    }
  }

  private <T> Future<T> run(WorkerExecutor pool, Callable<T> work) {
    if (pending.incrementAndGet() > PENDING_MAX) {
      pending.decrementAndGet();
      return Future.failedFuture(
          new Refused(FailureCode.OVERLOADED, PENDING_MAX + " questions on repositories wait"));
    }
    return pool.executeBlocking(work, false)
        .onComplete(done -> pending.decrementAndGet())
        .map(Objects::requireNonNull);
  }

  private static Located located(List<String> asked, Map<String, Placed> placed) {
    Set<FileKey> keys = new LinkedHashSet<>();
    List<Skipped> skipped = new ArrayList<>();
    for (String path : asked) {
      Placed one = placed.get(path);
      if (one != null && one.key() != null) {
        keys.add(one.key());
      } else if (one != null && one.reason() != null) {
        skipped.add(new Skipped(path, one.reason()));
      }
    }
    return new Located(List.copyOf(keys), skipped);
  }

  private static Path absolute(String folder) {
    Path path;
    try {
      path = Path.of(folder);
    } catch (InvalidPathException malformed) {
      throw new IllegalArgumentException("`" + folder + "` is no path", malformed);
    }
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("a folder must be absolute, was `" + folder + "`");
    }
    return path;
  }

  private Placed place(Path cwd, String path) {
    try {
      Path real = RealPaths.real(cwd.resolve(path));
      boolean isFolder = Files.isDirectory(real);
      Path folder = isFolder ? real : real.getParent();
      Checkout checkout = folder == null ? null : checkouts.around(folder);
      if (checkout == null) {
        return Placed.not(Reason.OUTSIDE);
      }
      Path worktree = Path.of(checkout.worktree());
      Path relative = worktree.relativize(real);
      for (Path name : relative) {
        if (name.toString().equalsIgnoreCase(".git")) {
          return Placed.not(Reason.IN_GIT);
        }
      }
      if (isFolder) {
        return Placed.not(Reason.FOLDER);
      }
      String name =
          checkout.ignoreCase() ? realPaths.spelt(worktree, relative) : relative.toString();
      var key = new FileKey(checkout.repo(), checkout.worktree(), name);
      return switch (ignores(checkout).verdict(name)) {
        case FREE -> new Placed(key, null);
        case IGNORED -> Placed.not(Reason.IGNORED);
        case GENERATED -> Placed.not(Reason.GENERATED);
      };
    } catch (IOException | IllegalArgumentException unusable) {
      return Placed.not(Reason.MALFORMED);
    }
  }

  private synchronized Ignores ignores(Checkout checkout) {
    Ignores known = ignores.get(checkout.worktree());
    if (known != null) {
      return known;
    }
    var fresh = new Ignores(processes, checkout, nanos);
    Ignores gone = ignores.put(checkout.worktree(), fresh);
    if (gone != null) {
      gone.close();
    }
    return fresh;
  }
}
