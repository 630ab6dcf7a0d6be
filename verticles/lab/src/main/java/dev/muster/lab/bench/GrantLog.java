package dev.muster.lab.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who was told to go on with which file. No session of the benchmark ever gives a lease back, so a
 * file with two of them was granted twice. Shared by all sessions.
 */
final class GrantLog {
  private final Map<String, Set<String>> granted = new HashMap<>();

  synchronized void granted(String file, String session) {
    granted.computeIfAbsent(file, _ -> new HashSet<>()).add(session);
  }

  synchronized int files() {
    return granted.size();
  }

  /** Files that more than one session was told to go on with. */
  synchronized long twice() {
    return granted.values().stream().filter(sessions -> sessions.size() > 1).count();
  }
}
