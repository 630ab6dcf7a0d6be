package dev.muster.lab.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sessions of coding agents on a few worktrees, each on a thread and a connection of its own. */
final class LeaseLoad {
  private final URI host;
  private final String token;
  private final List<Path> worktrees;
  private final int sessions;
  private final long seed;
  private final GrantLog log = new GrantLog();

  LeaseLoad(URI host, String token, List<Path> worktrees, int sessions, long seed) {
    this.host = host;
    this.token = token;
    this.worktrees = List.copyOf(worktrees);
    this.sessions = sessions;
    this.seed = seed;
  }

  GrantLog log() {
    return log;
  }

  /** What every session does. */
  private interface Work {
    void with(EditingSession session) throws IOException;
  }

  /**
   * Lets every session edit for the warm-up, whose times count apart, and on for this time, with a
   * pause between its calls. Agents think longer than that, so the host sees more calls than so
   * many agents make.
   */
  LeaseTally edit(Duration warmUp, Duration time, Duration pause)
      throws IOException, InterruptedException {
    long from = System.nanoTime() + warmUp.toNanos();
    long end = from + time.toNanos();
    return together("edit", pause, session -> session.edit(from, end));
  }

  /** Lets the sessions take this many new files together, as fast as they are answered. */
  LeaseTally take(int leases) throws IOException, InterruptedException {
    int each = Math.ceilDiv(leases, sessions);
    return together("take", Duration.ZERO, session -> session.take(each));
  }

  private LeaseTally together(String name, Duration pause, Work work)
      throws IOException, InterruptedException {
    var all = new LeaseTally();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<LeaseTally>> running = new ArrayList<>();
      for (int i = 0; i < sessions; i++) {
        var calls =
            new HookCalls("bench-%s-%03d".formatted(name, i), worktrees.get(i % worktrees.size()));
        var random = new Random(seed + i);
        running.add(threads.submit(() -> run(calls, pause, random, work)));
      }
      for (Future<LeaseTally> one : running) {
        all.add(one.get());
      }
    } catch (ExecutionException failed) {
      throw new IOException("a session lost its connection to " + host, failed.getCause());
    }
    return all;
  }

  private LeaseTally run(HookCalls calls, Duration pause, Random random, Work work)
      throws IOException {
    try (var connection = new Connection(host, token)) {
      var session = new EditingSession(calls, connection, log, pause, random);
      work.with(session);
      return session.tally();
    }
  }
}
