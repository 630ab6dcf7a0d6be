package dev.muster.monitoring.mode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.Mode;
import dev.muster.contract.ModeOrder;
import dev.muster.contract.ModeStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ModeMachineTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final ModeSettings SETTINGS =
      new ModeSettings(
          Duration.ofSeconds(2),
          .95,
          .85,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          List.of(MaintenanceWindow.of("daily 12:00-13:00")));

  private ModeMachine machine = ModeMachine.begin(NOW);

  @Test
  void a_host_falls_back_until_a_model_serves() {
    assertEquals(
        new ModeStatus(Mode.FALLBACK, "no_model", NOW, null, Mode.FALLBACK), look(0, false, .5));
    ModeStatus served = look(7, true, .5);
    assertEquals(Mode.PRODUCTION, served.mode());
    assertEquals("model", served.reason());
    assertEquals(NOW.plusSeconds(7), served.since());
    assertEquals(Mode.FALLBACK, look(9, false, .5).mode());
  }

  @Test
  void memory_must_be_short_for_ten_seconds_and_enough_for_sixty() {
    assertEquals(Mode.PRODUCTION, look(0, true, .95).mode());
    assertEquals(Mode.PRODUCTION, look(9, true, .99).mode());
    assertEquals(Mode.EMERGENCY, look(10, true, .96).mode());
    assertEquals("memory", machine.status().reason());
    assertEquals(Mode.EMERGENCY, look(20, true, .84).mode());
    assertEquals(Mode.EMERGENCY, look(79, true, .5).mode());
    assertEquals(Mode.PRODUCTION, look(80, true, .84).mode());
  }

  @Test
  void a_moment_without_the_reason_begins_the_time_anew_and_so_does_an_unknown_one() {
    look(0, true, .97);
    look(8, true, .90);
    assertEquals(Mode.PRODUCTION, look(11, true, .97).mode());
    look(20, true, null);
    assertEquals(Mode.PRODUCTION, look(22, true, .97).mode());
    assertEquals(Mode.EMERGENCY, look(32, true, .97).mode());
    assertEquals(Mode.EMERGENCY, look(200, true, null).mode(), "unknown ends nothing");
  }

  @Test
  void an_order_holds_until_its_time_and_is_then_forgotten() {
    look(0, true, .5);
    order(Mode.FALLBACK, 100);
    ModeStatus ordered = look(1, true, .5);
    assertEquals(Mode.FALLBACK, ordered.mode());
    assertEquals("ordered", ordered.reason());
    assertEquals(Mode.PRODUCTION, ordered.automatic());
    assertNotNull(ordered.order());
    assertEquals(Mode.FALLBACK, look(99, true, .5).mode());
    ModeStatus after = look(100, true, .5);
    assertEquals(Mode.PRODUCTION, after.mode());
    assertNull(after.order());
  }

  @Test
  void what_the_host_does_by_itself_is_never_less_strict_than_the_order() {
    order(Mode.FALLBACK, 1_000);
    look(0, true, .97);
    assertEquals(Mode.FALLBACK, machine.status().mode());
    assertEquals(Mode.EMERGENCY, look(10, true, .97).mode());
    order(Mode.MAINTENANCE, 1_000);
    assertEquals(Mode.MAINTENANCE, look(11, true, .97).mode());
    assertEquals(Mode.EMERGENCY, machine.status().automatic());
  }

  @Test
  void an_ordered_production_holds_against_memory_and_window_but_not_without_a_model() {
    order(Mode.PRODUCTION, 50_000);
    look(0, true, .99);
    assertEquals(Mode.PRODUCTION, look(10, true, .99).mode());
    assertEquals(Mode.PRODUCTION, look(9_000, true, .5).mode(), "at 12:00 a window opens");
    ModeStatus nobody = look(9_001, false, .5);
    assertEquals(Mode.FALLBACK, nobody.mode());
    assertEquals("no_model", nobody.reason());
  }

  @Test
  void a_window_is_a_maintenance_until_it_closes() {
    assertEquals(Mode.PRODUCTION, look(8_999, true, .5).mode());
    ModeStatus open = look(9_000, true, .5);
    assertEquals(Mode.MAINTENANCE, open.mode());
    assertEquals("window", open.reason());
    assertEquals(Mode.PRODUCTION, look(12_600, true, .5).mode());
  }

  private void order(Mode mode, long seconds) {
    machine = machine.ordered(new ModeOrder(mode, NOW, NOW.plusSeconds(seconds), "a test"));
  }

  private ModeStatus look(long seconds, boolean modelServes, @Nullable Double memory) {
    machine =
        machine.look(
            new ModeMachine.Seen(modelServes, memory),
            SETTINGS,
            ZoneOffset.UTC,
            NOW.plusSeconds(seconds));
    return machine.status();
  }
}
