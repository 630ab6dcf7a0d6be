package dev.muster.coordination.lease;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is one order of what clients did to one file that explains every answer and in
 * which nothing comes after what began when it had ended (Wing and Gong, "Testing and verifying
 * concurrent objects", 1993), with the states that led nowhere remembered (Lowe, 2017).
 */
final class LeaseHistory {
  /** What was asked, with its answer. */
  enum Act {
    GRANTED,
    DENIED,
    RENEWED,
    UNHELD,
    RELEASED,
    NOTHING_RELEASED,
    /** Released at some time, or had nothing to release; an answer was lost. */
    GAVE_UP
  }

  record Call(String holder, Act act, long from, long to) {
    private boolean overlaps(Call other) {
      return from <= other.to && other.from <= to;
    }
  }

  private record State(BitSet done, @Nullable String holder) {}

  private final List<Call> calls;
  private final Set<State> dead = new HashSet<>();
  private final BitSet done = new BitSet();

  LeaseHistory(List<Call> calls) {
    this.calls = calls.stream().sorted(Comparator.comparingLong(Call::from)).toList();
  }

  boolean isLinearizable() {
    return follows(null);
  }

  private boolean follows(@Nullable String holder) {
    if (done.cardinality() == calls.size()) {
      return true;
    }
    if (!dead.add(new State((BitSet) done.clone(), holder))) {
      return false;
    }
    int first = done.nextClearBit(0);
    long firstEnd = Long.MAX_VALUE;
    for (int i = first; i < calls.size() && calls.get(i).from() <= firstEnd; i++) {
      firstEnd = done.get(i) ? firstEnd : Math.min(firstEnd, calls.get(i).to());
    }
    for (int i = first; i < calls.size() && calls.get(i).from() <= firstEnd; i++) {
      Call call = calls.get(i);
      if (!done.get(i) && explains(call, holder)) {
        done.set(i);
        if (follows(after(call, holder))) {
          return true;
        }
        done.clear(i);
      }
    }
    return false;
  }

  private boolean explains(Call call, @Nullable String holder) {
    boolean own = call.holder().equals(holder);
    return switch (call.act()) {
      case GRANTED -> holder == null || own;
      case DENIED -> (holder != null && !own) || (holder == null && mayMeetReservation(call));
      case RENEWED, RELEASED -> own;
      case UNHELD, NOTHING_RELEASED -> !own;
      case GAVE_UP -> true;
    };
  }

  /** A reservation denies, too; when it is not written its asker may be granted or denied later. */
  private boolean mayMeetReservation(Call denied) {
    return calls.stream()
        .anyMatch(call ->
            (call.act() == Act.GRANTED || call.act() == Act.DENIED)
                && !call.holder().equals(denied.holder())
                && call.overlaps(denied));
  }

  private static @Nullable String after(Call call, @Nullable String holder) {
    return switch (call.act()) {
      case GRANTED -> call.holder();
      case RELEASED, GAVE_UP -> Objects.equals(call.holder(), holder) ? null : holder;
      case DENIED, RENEWED, UNHELD, NOTHING_RELEASED -> holder;
    };
  }
}
