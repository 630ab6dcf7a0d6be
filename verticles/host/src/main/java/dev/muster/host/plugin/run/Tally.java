package dev.muster.host.plugin.run;

import dev.muster.contract.PluginPhase;
import dev.muster.plugin.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How often a plugin was asked, in all its versions, and how long the host waited for it. */
final class Tally {
  /** Of a percentile, two digits are enough to tell 20 µs from 21. */
  private static final int DIGITS = 2;

  private static final long TENTH_NANOS = 100;

  /** What stands for a phase where a plugin was told of vetoes. */
  static final String VETO_SEEN = "veto_seen";

  private static final class Count {
    private final Histogram tenthsOfMicros = new Histogram(DIGITS);
    private long unasked;
    private long failures;
    private long vetoes;

    private void called(long nanos, boolean failed) {
      tenthsOfMicros.recordValue(Math.max(0, nanos / TENTH_NANOS));
      failures += failed ? 1 : 0;
    }

    private long calls() {
      return tenthsOfMicros.getTotalCount() + unasked;
    }

    private void add(Count other) {
      tenthsOfMicros.add(other.tenthsOfMicros);
      unasked += other.unasked;
      failures += other.failures;
      vetoes += other.vetoes;
    }

    private @Nullable Double micros(double percentile) {
      return tenthsOfMicros.getTotalCount() == 0
          ? null
          : tenthsOfMicros.getValueAtPercentile(percentile) / 10.0;
    }

    private PluginPhase told(String phase) {
      return new PluginPhase(phase, calls(), failures, vetoes, micros(50), micros(99));
    }
  }

  private final Map<Phase, Count> counts = new EnumMap<>(Phase.class);
  private final Count tellings = new Count();
  private final ObjLongConsumer<String> times;

  /** Of each call that is timed, {@code times} hears the phase and the nanoseconds, too. */
  Tally(ObjLongConsumer<String> times) {
    this.times = times;
  }

  /** Counts a call that took {@code nanos}. */
  synchronized void called(Phase phase, long nanos, boolean failed, boolean vetoed) {
    Count count = count(phase);
    count.called(nanos, failed);
    count.vetoes += vetoed ? 1 : 0;
    times.accept(phase.toString(), nanos);
  }

  /** Counts that it was told of a veto, which took {@code nanos}. */
  synchronized void told(long nanos, boolean failed) {
    tellings.called(nanos, failed);
    times.accept(VETO_SEEN, nanos);
  }

  /** Counts a veto that it could not be told of. */
  synchronized void untold() {
    tellings.unasked++;
    tellings.failures++;
  }

  /** Counts a call that failed before the plugin was asked: it took no time. */
  synchronized void unasked(Phase phase, boolean vetoed) {
    Count count = count(phase);
    count.unasked++;
    count.failures++;
    count.vetoes += vetoed ? 1 : 0;
  }

  /** Counts a veto of a plugin that was not asked. */
  synchronized void vetoed(Phase phase) {
    count(phase).vetoes++;
  }

  synchronized List<PluginPhase> byPhase() {
    var list = new ArrayList<PluginPhase>();
    counts.forEach((phase, count) -> list.add(count.told(phase.toString())));
    if (tellings.calls() > 0) {
      list.add(tellings.told(VETO_SEEN));
    }
    return list;
  }

  /** All phases together. */
  synchronized PluginPhase total() {
    var total = new Count();
    counts.values().forEach(total::add);
    total.add(tellings);
    return total.told("all");
  }

  private Count count(Phase phase) {
    return counts.computeIfAbsent(phase, first -> new Count());
  }
}
