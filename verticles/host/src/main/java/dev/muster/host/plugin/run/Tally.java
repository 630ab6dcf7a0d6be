package dev.muster.host.plugin.run;

import dev.muster.contract.PluginPhase;
import dev.muster.plugin.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How often a plugin was asked, in all its versions, and how long the host waited for it. */
final class Tally {
  /** Of a percentile, two digits are enough to tell 20 µs from 21. */
  private static final int DIGITS = 2;

  private static final long TENTH_NANOS = 100;

  private static final class Count {
    private final Histogram tenthsOfMicros = new Histogram(DIGITS);
    private long unasked;
    private long failures;
    private long vetoes;

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
      long calls = tenthsOfMicros.getTotalCount() + unasked;
      return new PluginPhase(phase, calls, failures, vetoes, micros(50), micros(99));
    }
  }

  private final Map<Phase, Count> counts = new EnumMap<>(Phase.class);

  /** Counts a call that took {@code nanos}. */
  synchronized void called(Phase phase, long nanos, boolean failed, boolean vetoed) {
    Count count = count(phase);
    count.tenthsOfMicros.recordValue(Math.max(0, nanos / TENTH_NANOS));
    count.failures += failed ? 1 : 0;
    count.vetoes += vetoed ? 1 : 0;
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
    return list;
  }

  /** All phases together. */
  synchronized PluginPhase total() {
    var total = new Count();
    counts.values().forEach(total::add);
    return total.told("all");
  }

  private Count count(Phase phase) {
    return counts.computeIfAbsent(phase, first -> new Count());
  }
}
