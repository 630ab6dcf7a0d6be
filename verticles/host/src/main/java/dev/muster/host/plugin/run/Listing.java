package dev.muster.host.plugin.run;

import dev.muster.contract.Plugin;
import dev.muster.contract.PluginPhase;
import dev.muster.contract.PluginState;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.plugin.Phase;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plugins as operators see them. */
final class Listing {
  private Listing() {}

  private record Shown(
      PluginState state,
      @Nullable String reason,
      @Nullable Candidate candidate,
      @Nullable String pending,
      int leaking,
      Instant since) {}

  /** All that have a life, by order, then id. */
  static List<Plugin> of(Collection<Seat> seats) {
    return seats.stream()
        .flatMap(seat -> Stream.ofNullable(seat.life()).map(life -> plugin(seat, life)))
        .sorted(Comparator.comparingInt(Plugin::order).thenComparing(Plugin::id))
        .toList();
  }

  static Plugin plugin(Seat seat, Life life) {
    Shown shown = shown(life);
    Candidate candidate = shown.candidate();
    PluginPhase total = seat.tally().total();
    return new Plugin(
        seat.id(),
        candidate != null ? candidate.manifest().version() : null,
        candidate != null ? candidate.kind() : null,
        shown.state(),
        shown.reason(),
        candidate != null
            ? candidate.manifest().phases().stream().map(Phase::toString).toList()
            : List.of(),
        candidate != null ? candidate.manifest().order() : 0,
        candidate != null && candidate.manifest().denies(),
        candidate != null && candidate.bundled(),
        total.calls(),
        total.failures(),
        total.vetoes(),
        total.p50Us(),
        total.p99Us(),
        candidate != null ? candidate.sha256() : null,
        shown.pending(),
        seat.leaked().count() + shown.leaking(),
        shown.since(),
        seat.tally().byPhase());
  }

  private static Shown shown(Life life) {
    return switch (life) {
      case Life.Resting r -> new Shown(r.state(), r.reason(), r.candidate(), null, 0, r.since());
      case Life.Starting s ->
          s.old() == null
              ? new Shown(
                  PluginState.STARTING,
                  null,
                  s.fresh().candidate(),
                  null,
                  leaking(s.fresh()),
                  s.since())
              : shown(s.old());
      case Life.Serving s ->
          new Shown(
              s.state(),
              s.reason(),
              s.version().candidate(),
              s.pending(),
              leaking(s.version()),
              s.since());
      case Life.Stopping s ->
          new Shown(
              PluginState.DRAINING,
              null,
              s.version().candidate(),
              null,
              leaking(s.version()),
              s.since());
    };
  }

  private static int leaking(Version version) {
    return version.bulkhead().leaked();
  }
}
