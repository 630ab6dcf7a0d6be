package dev.muster.host.hooks;

import dev.muster.host.repo.Checkout;
import dev.muster.host.repo.Look;
import dev.muster.host.repo.Stamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is known of one worktree: its last state, who has a shell there, who is just writing. */
final class WatchedWorktree {
  /** A call whose end was never told is over after so long. */
  private static final Duration CALL_MAX = Duration.ofMinutes(10);

  private static final int WRITTEN_MAX = 10_000;

  private record Call(String session, long startedNanos) {}

  private final Checkout checkout;
  private final Map<String, Long> shells = new HashMap<>();
  private final Set<String> shellsSinceLook = new HashSet<>();
  private final Map<String, Call> writing = new HashMap<>();
  private final Map<String, Stamp> written = new HashMap<>();
  private Map<String, Stamp> dirty = Map.of();
  private @Nullable String head;

  WatchedWorktree(Checkout checkout) {
    this.checkout = checkout;
  }

  Checkout checkout() {
    return checkout;
  }

  /** The commit at the last look; null before the first. */
  @Nullable String head() {
    return head;
  }

  /** What differed from the commit at the last look. */
  Map<String, Stamp> dirty() {
    return dirty;
  }

  void shellBegan(String session, long now) {
    shells.put(session, now);
    shellsSinceLook.add(session);
  }

  void shellEnded(String session) {
    shells.remove(session);
    shellsSinceLook.add(session);
  }

  /** The sessions that had a shell since this was asked last. */
  Set<String> takeShells(long now) {
    shells.values().removeIf(started -> now - started > CALL_MAX.toNanos());
    Set<String> taken = Set.copyOf(shellsSinceLook);
    shellsSinceLook.retainAll(shells.keySet());
    return taken;
  }

  /** A session's own tool is about to write the file, which it has a lease on. */
  void writes(String path, String session, long now) {
    writing.put(path, new Call(session, now));
  }

  /** The tool is done, and the file is so now. */
  void wrote(String path, @Nullable Stamp stamp) {
    writing.remove(path);
    if (stamp != null && written.size() < WRITTEN_MAX) {
      written.put(path, stamp);
    }
  }

  /** Which session's tool is just writing a path. */
  Map<String, String> writing(long now) {
    writing.values().removeIf(call -> now - call.startedNanos() > CALL_MAX.toNanos());
    Map<String, String> sessions = new HashMap<>();
    writing.forEach((path, call) -> sessions.put(path, call.session()));
    return sessions;
  }

  /** Paths that are not as they were; of those that are clean now only time can tell. */
  Set<String> changed(Look now) {
    Set<String> changed = new TreeSet<>();
    now.dirty()
        .forEach((path, stamp) -> {
          if (!stamp.same(dirty.get(path)) && !stamp.same(written.get(path))) {
            changed.add(path);
          }
        });
    return changed;
  }

  /** Paths that differed from the commit and do not any more, as they were then. */
  Map<String, Stamp> vanished(Look now) {
    Map<String, Stamp> vanished = new HashMap<>(dirty);
    vanished.putAll(written);
    vanished.keySet().retainAll(dirty.keySet());
    vanished.keySet().removeAll(now.dirty().keySet());
    return vanished;
  }

  /** From now on changes are counted against this state. */
  void seen(Look now) {
    head = now.head();
    dirty = now.dirty();
    written.keySet().retainAll(dirty.keySet());
    written.entrySet().removeIf(entry -> entry.getValue().same(dirty.get(entry.getKey())));
  }
}
