package dev.muster.host.plugin.run;

import java.util.ArrayList;
import java.util.List;

/** Threads of ended versions of a plugin that go on; one that ends at last is forgotten. */
final class Leaked {
  private final List<Thread> threads = new ArrayList<>();

  synchronized void add(List<Thread> left) {
    threads.addAll(left);
  }

  synchronized int count() {
    threads.removeIf(thread -> !thread.isAlive());
    return threads.size();
  }
}
