package dev.muster.coordination.lease;

import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who was denied which file and has not got it since. An edge leads from who asked to who holds the
 * file now, so it needs no repair when a lease changes hands.
 */
final class WaitGraph {
  private record Denied(int times, Instant last) {}

  private final Duration edge;
  private final Map<Holder, Map<FileKey, Denied>> waits = new HashMap<>();

  /** A denial counts as waiting for {@code edge}; one in a row with those before for twice that. */
  WaitGraph(Duration edge) {
    this.edge = edge;
  }

  /** Notes a denial; the answer is how many there were in a row. */
  int denied(Holder asker, FileKey file, Instant now) {
    Map<FileKey, Denied> files = waits.computeIfAbsent(asker, _ -> new HashMap<>());
    Denied before = files.get(file);
    int times = before == null || old(before, now) ? 1 : before.times() + 1;
    files.put(file, new Denied(times, now));
    return times;
  }

  /** The asker has the file; who stood in its way had the same path, in whatever worktree. */
  void settled(Holder asker, FileKey file) {
    Map<FileKey, Denied> files = waits.get(asker);
    if (files != null
        && files
            .keySet()
            .removeIf(f -> f.path().equals(file.path()) && f.repo().equals(file.repo()))
        && files.isEmpty()) {
      waits.remove(asker);
    }
  }

  /** Whether the asker waits for this file. */
  boolean waits(Holder asker, FileKey file, Instant now) {
    Denied denied = waits.getOrDefault(asker, Map.of()).get(file);
    return denied != null && denied.last().isAfter(now.minus(edge));
  }

  /** Forgets a holder that wants nothing any more. */
  void forget(Holder holder) {
    waits.remove(holder);
  }

  /** Drops what is too old to count. */
  void age(Instant now) {
    waits.values().forEach(files -> files.values().removeIf(denied -> old(denied, now)));
    waits.values().removeIf(Map::isEmpty);
  }

  private boolean old(Denied denied, Instant now) {
    return !now.isBefore(denied.last().plus(edge.multipliedBy(2)));
  }

  /**
   * A circle of holders, each waiting for the next and the last for the first, that goes through
   * {@code asker}; empty when there is none.
   */
  List<Holder> circle(Holder asker, Function<FileKey, @Nullable Holder> holderOf, Instant now) {
    var path = new ArrayList<Holder>(List.of(asker));
    return leadsBack(asker, path, new ArrayList<>(), holderOf, now) ? path : List.of();
  }

  private boolean leadsBack(
      Holder asker,
      List<Holder> path,
      List<Holder> seen,
      Function<FileKey, @Nullable Holder> holderOf,
      Instant now) {
    for (Holder next : waitsFor(path.getLast(), holderOf, now)) {
      if (next.equals(asker)) {
        return true;
      }
      if (!seen.contains(next)) {
        seen.add(next);
        path.add(next);
        if (leadsBack(asker, path, seen, holderOf, now)) {
          return true;
        }
        path.removeLast();
      }
    }
    return false;
  }

  private List<Holder> waitsFor(
      Holder asker, Function<FileKey, @Nullable Holder> holderOf, Instant now) {
    var holders = new ArrayList<Holder>();
    waits
        .getOrDefault(asker, Map.of())
        .forEach((file, _) -> {
          Holder holder = holderOf.apply(file);
          if (waits(asker, file, now) && holder != null && !holder.equals(asker)) {
            holders.add(holder);
          }
        });
    return holders;
  }
}
