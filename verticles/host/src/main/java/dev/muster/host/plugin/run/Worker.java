package dev.muster.host.plugin.run;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a {@link Bulkhead}; it ends with it, or when it was idle for {@link #IDLE_NANOS}.
 * What stands under the bulkhead's lock says so.
 */
final class Worker implements Runnable {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Bulkhead bulkhead;
  private final CrashMarker.Mark mark;
  private final ClassLoader loader;
  private volatile @Nullable Call call;
  private volatile boolean dismissed;
  // Both under the bulkhead's lock.
  private boolean late;
  private boolean leaked;
  private volatile @Nullable Thread thread;

  Worker(Bulkhead bulkhead, Call first, CrashMarker.Mark mark, ClassLoader loader) {
    this.bulkhead = bulkhead;
    this.call = first;
    this.mark = mark;
    this.loader = loader;
  }

  void start(ThreadGroup group, String name) {
    Thread fresh =
        Thread.ofPlatform()
            .group(group)
            .name(name)
            .daemon()
            .inheritInheritableThreadLocals(false)
            .unstarted(this);
    thread = fresh;
    fresh.start();
  }

  @Override
  public void run() {
    try {
      do {
        Call now = awaitCall();
        if (now == null) {
          return;
        }
        carryOut(now);
      } while (bulkhead.next(this));
    } finally {
      mark.free();
      bulkhead.leave(this);
    }
  }

  private void carryOut(Call now) {
    Thread.currentThread().setContextClassLoader(loader);
    mark.enter(now.step());
    Answer answer = now.carryOut();
    mark.leave();
    bulkhead.done(this);
    if (Thread.interrupted()) {
      Thread.currentThread().setContextClassLoader(loader);
    }
    if (!now.isGivenUp()) {
      now.end(answer);
    }
  }

  private @Nullable Call awaitCall() {
    long idle = 0;
    while (call == null) {
      if (dismissed || (idle >= IDLE_NANOS && bulkhead.retire(this))) {
        return call;
      }
      LockSupport.parkNanos(this, IDLE_NANOS);
      idle = IDLE_NANOS;
    }
    return call;
  }

  /** Under the lock: this is to be done next. */
  void take(Call next) {
    call = next;
    late = false;
  }

  /** Under the lock: it is done. */
  void rest() {
    call = null;
    late = false;
    leaked = false;
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  void dismiss() {
    dismissed = true;
    wake();
  }

  /** Under the lock. */
  boolean isBusy() {
    return call != null;
  }

  /** Under the lock. */
  boolean isLeaked() {
    return leaked;
  }

  /** Under the lock: interrupts a late call once, and notes that it does not end. */
  Optional<Call> check(long now) {
    Call current = call;
    if (current == null || current.lateBy(now) < 0) {
      return Optional.empty();
    }
    leaked = late && current.lateBy(now) >= Bulkhead.GRACE_NANOS;
    return late ? Optional.empty() : giveUp();
  }

  /** Under the lock: interrupts what runs. */
  Optional<Call> giveUp() {
    Call current = call;
    Thread running = thread;
    if (current != null && running != null) {
      late = true;
      current.giveUp();
      running.interrupt();
    }
    return Optional.ofNullable(current);
  }
}
