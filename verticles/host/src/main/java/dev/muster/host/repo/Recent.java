package dev.muster.host.repo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was used last, at most so many; the one unused for longest goes first. */
final class Recent<K, V> {
  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final int max;

  Recent(int max) {
    this.max = max;
  }

  synchronized @Nullable V get(K key) {
    return entries.get(key);
  }

  /** Returns what had to go, if anything. */
  synchronized @Nullable V put(K key, V value) {
    entries.put(key, value);
    if (entries.size() <= max) {
      return null;
    }
    var oldest = entries.entrySet().iterator();
    V gone = oldest.next().getValue();
    oldest.remove();
    return gone;
  }

  synchronized void clear() {
    entries.clear();
  }

  synchronized List<V> values() {
    return List.copyOf(entries.values());
  }
}
