package dev.muster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.bus.Json;
import dev.muster.contract.Event;
import dev.muster.contract.Figure;
import dev.muster.contract.Provenance;
import dev.muster.contract.Session;
import dev.muster.contract.TaskState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MetersTest {
  private static final Path WIRE = Path.of("../bus/src/test/resources/wire");
  private static final Memory UNKNOWN = new Memory(null, null, null, null);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);

  @Test
  void a_decision_counts_under_its_class_and_provenance_and_all_others_stay_at_0()
      throws IOException {
    meters.heard(List.of(event("DecisionMade")));
    assertEquals(1, decisions("SUBOPTIMAL", "heuristic"));
    assertEquals(0, decisions("SUBOPTIMAL", "measured"));
    assertEquals(0, decisions("CRITICAL", "heuristic"));
    assertEquals(5 * 7, registry.find("muster.decisions").counters().size());
  }

  @Test
  void a_closed_attempt_counts_each_slot_that_met_a_conflict_and_an_open_one_none()
      throws IOException {
    String open = text("AttemptChanged");
    String conflicted = open.replaceFirst("\"result\": null", "\"result\": \"conflict\"");
    meters.heard(List.of(read(open), read(conflicted)));
    assertEquals(0, count("muster.conflicts"));

    String closed = conflicted.replace("\"claimed\"", "\"closed\"");
    meters.heard(List.of(read(closed)));
    assertEquals(1, count("muster.conflicts"));
    meters.heard(List.of(read(closed.replaceFirst("\"result\": null", "\"result\": \"failed\""))));
    assertEquals(2, count("muster.conflicts"));
    String twice = closed.replaceFirst("\"result\": null", "\"result\": \"predecessor\"");
    meters.heard(List.of(read(twice)));
    assertEquals(4, count("muster.conflicts"));
  }

  @Test
  void a_denied_edit_counts_unless_the_proof_of_hooks_made_it_up() throws IOException {
    String denied = text("LeaseDenied");
    String madeUp = denied.replace("5f0c1d2e-claude", Session.PROOF + "1");
    meters.heard(List.of(read(denied), read(madeUp)));
    assertEquals(1, count("muster.lease.denials"));
  }

  @Test
  void each_task_that_a_commit_lets_start_took_as_long_as_the_commit() {
    meters.decided(0, 9_000_000);
    meters.decided(3, 2_000_000);
    Timer timer = registry.get("muster.decision").timer();
    assertEquals(3, timer.count());
    assertEquals(6, timer.totalTime(TimeUnit.MILLISECONDS));
  }

  @Test
  void calls_are_timed_by_plugin_and_phase_until_the_plugin_is_removed() throws IOException {
    meters.called("quiet-hours", "pre_edit", 5_000);
    meters.called("quiet-hours", "pre_edit", 7_000);
    meters.called("guard", "pre_edit", 1_000);
    Timer timer =
        registry
            .get("muster.plugin.call")
            .tags("plugin", "quiet-hours", "phase", "pre_edit")
            .timer();
    assertEquals(2, timer.count());
    assertEquals(12, timer.totalTime(TimeUnit.MICROSECONDS));

    meters.heard(List.of(event("PluginChanged")));
    assertEquals(2, registry.find("muster.plugin.call").timers().size());
    meters.heard(List.of(read(text("PluginChanged").replace("\"started\"", "\"removed\""))));
    assertEquals(
        List.of("guard"),
        registry.find("muster.plugin.call").timers().stream()
            .map(left -> left.getId().getTag("plugin"))
            .toList());
  }

  @Test
  void every_state_of_tasks_is_shown_and_one_without_tasks_as_0() {
    meters.show(new Reading(Map.of(TaskState.READY, 3L), figures(null, null), UNKNOWN));
    assertEquals(3, tasks("READY"));
    assertEquals(0, tasks("DEAD"));
    meters.show(new Reading(Map.of(TaskState.DEAD, 2L), figures(null, null), UNKNOWN));
    assertEquals(0, tasks("READY"));
    assertEquals(2, tasks("DEAD"));
    assertEquals(TaskState.values().length, registry.find("muster.tasks").gauges().size());
  }

  @Test
  void what_is_unknown_is_absent_and_goes_when_it_becomes_unknown() {
    meters.show(new Reading(Map.of(), figures(null, null), UNKNOWN));
    assertNull(gauge("muster.model.accuracy"));
    assertNull(gauge("process.resident.memory"));

    meters.show(new Reading(Map.of(), figures(.75, .5), new Memory(10L, 8L, 100L, 60L)));
    assertEquals(.75, gauge("muster.model.accuracy"));
    assertEquals(.5, gauge("muster.model.accuracy.baseline"));
    assertEquals(.75, gauge("muster.coordination.accuracy"));
    assertEquals(.75, gauge("muster.errors"));
    assertEquals(.75, gauge("muster.commonest.grade"));
    assertEquals(10, gauge("process.resident.memory"));
    assertEquals(8, gauge("process.proportional.resident.memory"));
    assertEquals(100, gauge("machine.memory"));
    assertEquals(60, gauge("machine.memory.available"));

    meters.show(new Reading(Map.of(), figures(.75, null), UNKNOWN));
    assertEquals(.75, gauge("muster.model.accuracy"));
    assertNull(gauge("muster.model.accuracy.baseline"));
    assertNull(gauge("muster.commonest.grade"), "fewer than 1,000 outcomes have no limit");
    assertNull(gauge("machine.memory"));
  }

  private double decisions(String band, String provenance) {
    return registry
        .get("muster.decisions")
        .tags("class", band, "provenance", provenance)
        .counter()
        .count();
  }

  private double count(String name) {
    Counter counter = registry.get(name).counter();
    return counter.count();
  }

  private double tasks(String state) {
    return registry.get("muster.tasks").tag("state", state).gauge().value();
  }

  private @Nullable Double gauge(String name) {
    Gauge found = registry.find(name).gauge();
    return found == null ? null : found.value();
  }

  /** All of the same value and baseline. */
  private static List<Figure> figures(@Nullable Double value, @Nullable Double baseline) {
    return List.of("model_accuracy", "coordination_accuracy", "error_rate", "commonest_grade")
        .stream()
        .map(name ->
            new Figure(
                name,
                value,
                null,
                null,
                "share",
                4,
                "all",
                value == null ? Provenance.UNKNOWN : Provenance.MEASURED,
                baseline,
                null,
                null))
        .toList();
  }

  private static Event event(String name) throws IOException {
    return read(text(name));
  }

  private static String text(String name) throws IOException {
    return Files.readString(WIRE.resolve(name + ".json"));
  }

  private static Event read(String json) {
    return Json.lenient().readValue(json, Event.class);
  }
}
