package dev.muster.host.plugin.run;

import dev.muster.contract.HookAmendment;
import dev.muster.contract.HookVerdict;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.Phase;
import dev.muster.plugin.VetoSeen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the plugins of a phase: where their answers count, one after the other by order and id until
 * one vetoes; elsewhere all at once. The verdict is told on a thread of the host's, because what is
 * done with it must not happen on a plugin's; those who hear vetoes are told after it.
 */
final class Dispatcher {
  private static final CompletableFuture<HookVerdict> PROCEED =
      CompletableFuture.completedFuture(HookVerdict.PROCEED);

  private final ThreadFactory tellers =
      Thread.ofVirtual().inheritInheritableThreadLocals(false).name("plugin-verdict").factory();
  private volatile Map<Phase, List<Seat>> routes = Map.of();
  private volatile List<Seat> hearers = List.of();

  /** Calls go to these seats from now on. */
  void route(Collection<Seat> seats) {
    var fresh = new EnumMap<Phase, List<Seat>>(Phase.class);
    for (Phase phase : Phase.values()) {
      List<Seat> wanting =
          seats.stream()
              .filter(seat -> seat.door().wants(phase))
              .sorted(
                  Comparator.comparingInt((Seat seat) -> seat.door().order())
                      .thenComparing(Seat::id))
              .toList();
      if (!wanting.isEmpty()) {
        fresh.put(phase, wanting);
      }
    }
    routes = fresh;
    hearers = seats.stream().filter(seat -> seat.door().hearsVetoes()).toList();
  }

  boolean wants(Phase phase) {
    return routes.containsKey(phase);
  }

  /** Never fails; completes within the deadlines of the plugins. */
  CompletableFuture<HookVerdict> dispatch(HookInput input) {
    List<Seat> seats = routes.get(input.phase());
    if (seats == null) {
      return PROCEED.copy();
    }
    if (input.phase().vetoes()) {
      var round = new Round(input, seats);
      round.ask(0);
      return round.verdict;
    }
    return told(input, seats);
  }

  private CompletableFuture<HookVerdict> told(HookInput input, List<Seat> seats) {
    var verdict = new CompletableFuture<HookVerdict>();
    var left = new AtomicInteger(seats.size());
    for (Seat seat : seats) {
      seat.ask(
          input,
          result -> {
            if (left.decrementAndGet() == 0) {
              tell(verdict, HookVerdict.PROCEED);
            }
          });
    }
    return verdict;
  }

  private void tell(CompletableFuture<HookVerdict> stage, HookVerdict verdict) {
    tellers.newThread(() -> stage.complete(verdict)).start();
  }

  private void spread(VetoSeen seen) {
    List<Seat> all = hearers;
    if (!all.isEmpty()) {
      tellers.newThread(() -> all.forEach(seat -> seat.tell(seen))).start();
    }
  }

  /** One question to all, in turn; the hand-over from one to the next orders its fields. */
  private final class Round {
    private final HookInput input;
    private final List<Seat> seats;
    private final List<HookAmendment> amendments = new ArrayList<>();
    private final CompletableFuture<HookVerdict> verdict = new CompletableFuture<>();

    private Round(HookInput input, List<Seat> seats) {
      this.input = input;
      this.seats = seats;
    }

    private void ask(int index) {
      if (index == seats.size()) {
        end(null, null);
      } else {
        seats.get(index).ask(input, result -> heard(index, result));
      }
    }

    private void heard(int index, HookResult result) {
      switch (result) {
        case HookResult.Veto veto -> {
          String plugin = seats.get(index).id();
          end(plugin, veto.reason());
          spread(new VetoSeen(input, plugin, veto.reason()));
        }
        case HookResult.Amend amend -> {
          amended(seats.get(index).id(), amend);
          ask(index + 1);
        }
        case HookResult.Continue goOn -> ask(index + 1);
        case HookResult.Emit published -> ask(index + 1);
      }
    }

    /** An amendment counts for what the phase lets it change. */
    private void amended(String plugin, HookResult.Amend amend) {
      Phase phase = input.phase();
      Integer agentsMax = phase.caps() ? amend.agentsMax() : null;
      if (agentsMax != null || (phase.notes() && amend.note() != null)) {
        amendments.add(new HookAmendment(plugin, agentsMax, amend.note()));
      }
    }

    private void end(@Nullable String vetoedBy, @Nullable String veto) {
      tell(
          verdict,
          veto == null && amendments.isEmpty()
              ? HookVerdict.PROCEED
              : new HookVerdict(amendments, vetoedBy, veto));
    }
  }
}
