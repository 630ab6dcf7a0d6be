package dev.muster.host.plugin.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one version of a plugin, in a thread group of their own: so many calls at a time,
 * so many that wait, each until its deadline. A thread that is still busy {@link #GRACE_NANOS}
 * after it was interrupted is leaked; it keeps its place, so that a version cannot leak more than
 * it may run.
 */
final class Bulkhead {
  static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What became of a call that was handed over. */
  enum Handed {
    OVER,
    FULL,
    CLOSED
  }

  private final String name;
  private final int callsMax;
  private final int queueMax;
  private final CrashMarker marker;
  private final ThreadGroup group;
  private final ClassLoader loader;
  private final Object lock = new Object();
  // All below are guarded by the lock.
  private final Deque<Call> queue = new ArrayDeque<>();
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final List<Worker> workers = new ArrayList<>();
  private boolean shut;
  private boolean told;
  private long toldAt;
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final CompletableFuture<List<Thread>> gone = new CompletableFuture<>();

  Bulkhead(String name, int callsMax, int queueMax, CrashMarker marker, ClassLoader loader) {
    this.name = name;
    this.callsMax = callsMax;
    this.queueMax = queueMax;
    this.marker = marker;
    this.loader = loader;
    this.group = new ThreadGroup("plugin-" + name);
  }

  /** Hands a call to a free thread, to a new one, or to the queue. */
  Handed hand(Call call) {
    Worker worker;
    boolean fresh = false;
    synchronized (lock) {
      if (shut) {
        return Handed.CLOSED;
      }
      worker = idle.pollLast();
      if (worker != null) {
        worker.take(call);
      } else if (workers.size() < callsMax) {
        worker = hire(call);
        fresh = true;
      } else {
        return queue.size() < queueMax + resting() && queue.add(call) ? Handed.OVER : Handed.FULL;
      }
    }
    if (fresh) {
      return started(worker);
    }
    worker.wake();
    return Handed.OVER;
  }

  /** Does it on a new thread, even after the last call. */
  Handed alone(Call call) {
    Worker worker;
    synchronized (lock) {
      worker = hire(call);
    }
    return started(worker);
  }

  /** Under the lock: from now on it counts as busy. */
  private Worker hire(Call call) {
    var worker = new Worker(this, call, marker.mark(name), loader);
    workers.add(worker);
    return worker;
  }

  private Handed started(Worker worker) {
    try {
      worker.start(group, "plugin-" + name);
      return Handed.OVER;
    } catch (OutOfMemoryError noThread) {
      leave(worker);
      return Handed.FULL;
    }
  }

  /** The worker's call is done; from now on nobody interrupts the worker. */
  void done(Worker worker) {
    synchronized (lock) {
      worker.rest();
    }
  }

  /** What the worker does next: whether it has a call, or may wait for one. */
  boolean next(Worker worker) {
    boolean empty;
    synchronized (lock) {
      Call call = queue.pollFirst();
      if (call != null) {
        worker.take(call);
        return true;
      }
      empty = shut && busy() == 0;
      if (!told && !shut && workers.size() <= callsMax) {
        idle.addLast(worker);
        return true;
      }
      workers.remove(worker);
    }
    if (empty) {
      drained.complete(null);
    }
    return false;
  }

  /** Whether the worker, idle for long, may end. */
  boolean retire(Worker worker) {
    synchronized (lock) {
      return idle.remove(worker) && workers.remove(worker);
    }
  }

  void leave(Worker worker) {
    synchronized (lock) {
      workers.remove(worker);
    }
  }

  /** Takes no call any more; completes when the last one ended. */
  CompletableFuture<Void> shut() {
    boolean empty;
    List<Worker> free;
    synchronized (lock) {
      shut = true;
      empty = busy() == 0 && queue.isEmpty();
      free = List.copyOf(idle);
      idle.clear();
    }
    free.forEach(Worker::dismiss);
    if (empty) {
      drained.complete(null);
    }
    return drained;
  }

  /** Gives up on all that runs and waits. */
  void cut(String why) {
    List<Call> calls = new ArrayList<>();
    synchronized (lock) {
      calls.addAll(queue);
      queue.clear();
      workers.forEach(worker -> worker.giveUp().ifPresent(calls::add));
    }
    calls.forEach(call -> call.end(new Answer.Failed(why, false)));
  }

  /** Tells every thread to end; completes with those that did not, after a grace. */
  CompletableFuture<List<Thread>> dismiss(long now) {
    synchronized (lock) {
      told = true;
      toldAt = now;
    }
    group.interrupt();
    return gone;
  }

  /** How many threads did not end when they were told to. */
  int leaked() {
    synchronized (lock) {
      return (int) workers.stream().filter(Worker::isLeaked).count();
    }
  }

  /** Gives up on what is late; false when there is nothing left to watch. */
  boolean tick(long now) {
    List<Call> waited = new ArrayList<>();
    List<Call> late = new ArrayList<>();
    boolean ending;
    synchronized (lock) {
      while (!queue.isEmpty() && queue.peekFirst().lateBy(now) >= 0) {
        waited.add(queue.removeFirst());
      }
      workers.forEach(worker -> worker.check(now).ifPresent(late::add));
      ending = told;
    }
    waited.forEach(call -> call.end(new Answer.Failed("it had no time for the call", false)));
    late.forEach(
        call -> call.end(new Answer.Failed("it did not answer within its deadline", true)));
    return !ending || !isGone(now);
  }

  private boolean isGone(long now) {
    List<Thread> left = survivors();
    if (left.isEmpty() || now - toldAt >= GRACE_NANOS) {
      gone.complete(left);
      return true;
    }
    return false;
  }

  private List<Thread> survivors() {
    var threads = new Thread[group.activeCount() + 64];
    int found = group.enumerate(threads);
    return List.of(Arrays.copyOf(threads, found));
  }

  /** Those that are done with a call and about to look for the next: each takes one at once. */
  private long resting() {
    return workers.size() - busy() - idle.size();
  }

  private long busy() {
    return workers.stream().filter(Worker::isBusy).count();
  }
}
