package dev.muster.lab.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which number of the history each of the host's task ids stands for, and back. */
final class TaskIds {
  private final Map<Integer, String> idOf = new TreeMap<>();
  private final Map<String, Integer> numberOf = new HashMap<>();

  TaskIds(Map<Integer, String> idOf) {
    idOf.forEach((number, id) -> {
      this.idOf.put(number, id);
      numberOf.put(id, number);
    });
  }

  String id(int number) {
    String id = idOf.get(number);
    if (id == null) {
      throw new IllegalStateException("commit %d has no task".formatted(number));
    }
    return id;
  }

  @Nullable Integer number(String id) {
    return numberOf.get(id);
  }

  Map<Integer, String> all() {
    return Map.copyOf(idOf);
  }
}
