package dev.muster.coordination.lease;

import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What holders are to be told with their next answer, once; the oldest give way to newer ones. */
final class Notes {
  private static final int HOLDERS_MAX = 1_000;
  private static final int EACH_MAX = 100;

  private final Map<Holder, List<FileLease>> expired = new LinkedHashMap<>();
  private final Map<Holder, Demand> demands = new LinkedHashMap<>();

  /** That a holder give up a lease, in words. */
  record Demand(LeaseId lease, String text) {}

  void expired(FileLease lease) {
    List<FileLease> list = expired.computeIfAbsent(lease.holder(), _ -> new ArrayList<>());
    if (list.size() < EACH_MAX) {
      list.add(lease);
    }
    bound(expired);
  }

  void demand(Holder holder, Demand demand) {
    demands.put(holder, demand);
    bound(demands);
  }

  List<FileLease> takeExpired(Holder holder) {
    List<FileLease> taken = expired.remove(holder);
    return taken == null ? List.of() : taken;
  }

  @Nullable Demand takeDemand(Holder holder) {
    return demands.remove(holder);
  }

  private static void bound(Map<Holder, ?> notes) {
    if (notes.size() > HOLDERS_MAX) {
      notes.remove(notes.keySet().iterator().next());
    }
  }
}
