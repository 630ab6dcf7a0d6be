package dev.muster.monitoring;

import dev.muster.contract.Attempt;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.DecisionMade;
import dev.muster.contract.Event;
import dev.muster.contract.LeaseDenied;
import dev.muster.contract.PluginChanged;
import dev.muster.contract.Provenance;
import dev.muster.contract.Result;
import dev.muster.contract.Session;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Muster's own meters, under the names that dashboards and rules know; any thread may use them.
 * Counters begin at 0 with the host. Labels are constants of the contract, but for plugins, whose
 * meters go when they go.
 */
public final class Meters {
  private static final String PLUGIN_CALL = "muster.plugin.call";
  private static final String PLUGIN = "plugin";

  /** Bounds of buckets: from what a quiet host needs to twice the 5 s of a plugin's start. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Map<CoordinationClass, Map<Provenance, Counter>> decisions =
      new EnumMap<>(CoordinationClass.class);
  private final Timer decided;
  private final Counter conflicts;
  private final Counter denials;
  private final MeterProvider<Timer> pluginCalls;
  private final Gauges gauges;

  /** Registers them; a counter that is registered late would hide its first increase. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
    for (CoordinationClass band : CoordinationClass.values()) {
      decisions.put(band, counters(registry, band));
    }
    this.decided =
        Timer.builder("muster.decision")
            .description(
                "From the look for tasks that can start to the commit of a decision for one.")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    this.conflicts =
        Counter.builder("muster.conflicts")
            .description("Slots that ended because another had changed the same files.")
            .register(registry);
    this.denials =
        Counter.builder("muster.lease.denials")
            .description("Edits that a lease of another kept from happening.")
            .register(registry);
    this.pluginCalls =
        Timer.builder(PLUGIN_CALL)
            .description("How long the host waited for a call of a plugin.")
            .serviceLevelObjectives(BUCKETS)
            .withRegistry(registry);
    this.gauges = new Gauges(registry);
  }

  private static Map<Provenance, Counter> counters(MeterRegistry registry, CoordinationClass band) {
    var counters = new EnumMap<Provenance, Counter>(Provenance.class);
    for (Provenance provenance : Provenance.values()) {
      counters.put(
          provenance,
          Counter.builder("muster.decisions")
              .description("Decisions stored for tasks and sessions.")
              .tag("class", band.name())
              .tag("provenance", provenance.toString())
              .register(registry));
    }
    return counters;
  }

  /** So many tasks started, each {@code nanos} after the host began to look for some. */
  public void decided(int tasks, long nanos) {
    for (int task = 0; task < tasks; task++) {
      decided.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** The host waited so long for a call of a plugin. */
  public void called(String plugin, String phase, long nanos) {
    pluginCalls
        .withTags(PLUGIN, plugin, "phase", phase)
        .record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** Counts what was committed; each commit is to be told once. */
  public void heard(List<Event> events) {
    for (Event event : events) {
      if (event instanceof DecisionMade made) {
        count(made);
      } else if (event instanceof AttemptChanged changed && changed.cause().equals("closed")) {
        conflicts.increment(conflicts(changed.attempt()));
      } else if (event instanceof LeaseDenied denied) {
        denials.increment(Session.proof(denied.denial().holder().session()) ? 0 : 1);
      } else if (event instanceof PluginChanged changed && changed.cause().equals("removed")) {
        forget(changed.plugin().id());
      }
    }
  }

  private void count(DecisionMade made) {
    Map<Provenance, Counter> of = decisions.get(made.decision().coordinationClass());
    Counter counter = of == null ? null : of.get(made.decision().provenance());
    if (counter != null) {
      counter.increment();
    }
  }

  private static double conflicts(Attempt attempt) {
    return attempt.slots().stream()
        .mapToInt(s -> s.result() == Result.CONFLICT || s.result() == Result.PREDECESSOR ? 1 : 0)
        .sum();
  }

  private void forget(String plugin) {
    registry.find(PLUGIN_CALL).tag(PLUGIN, plugin).meters().forEach(registry::remove);
  }

  /** Lets the gauges show what was read. */
  void show(Reading reading) {
    gauges.show(reading);
  }
}
