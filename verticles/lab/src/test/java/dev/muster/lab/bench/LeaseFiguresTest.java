package dev.muster.lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LeaseFiguresTest {
  private static final LeaseRun RUN = new LeaseRun(50, 5, 1, 20, 30, 200, 1.5, 400);

  /** A hundred answers of 1 ms to 100 ms, each divided by {@code divisor}. */
  private static void fill(Times times, int divisor) {
    for (int i = 1; i <= 100; i++) {
      times.add(i * 1_000_000L / divisor);
    }
  }

  /** p95 of first grants 23.75 ms, of checks and renewals 4.75 ms. */
  private static LeaseTally quick() {
    var tally = new LeaseTally();
    fill(tally.grants, 4);
    fill(tally.checks, 20);
    fill(tally.renewals, 20);
    return tally;
  }

  private static LeaseFigures figures(LeaseTally tally, long twice, @Nullable Long heap) {
    return new LeaseFigures(RUN, tally, 700, twice, 10_000, heap, 25_000_000L);
  }

  @Test
  void quantiles_are_the_least_that_their_share_does_not_exceed() {
    var times = new Times();
    fill(times, 1);
    assertEquals(50, times.millis(.5), 1e-9);
    assertEquals(95, times.millis(.95), 1e-9);
    assertEquals(99, times.millis(.99), 1e-9);
  }

  @Test
  void quick_answers_without_a_double_grant_in_little_memory_are_as_promised() {
    assertTrue(figures(quick(), 0, 19_000_000L).met());
    assertFalse(figures(quick(), 1, 19_000_000L).met());
    assertFalse(figures(quick(), 0, 20_000_000L).met());
    assertFalse(figures(quick(), 0, null).met());
    LeaseTally refused = quick();
    refused.refuse("HTTP/1.1 503 Service Unavailable");
    assertFalse(figures(refused, 0, 19_000_000L).met());
    LeaseTally slow = quick();
    fill(slow.checks, 4);
    assertFalse(figures(slow, 0, 19_000_000L).met());
    assertFalse(figures(new LeaseTally(), 0, 19_000_000L).met());
  }

  @Test
  void memory_of_fewer_leases_is_judged_in_proportion() {
    var half = new LeaseFigures(RUN, quick(), 0, 0, 5_000, 9_000_000L, null);
    assertTrue(half.met());
    assertFalse(new LeaseFigures(RUN, quick(), 0, 0, 4_000, 9_000_000L, null).met());
  }

  @Test
  void the_document_has_quantiles_counts_and_where_they_come_from() {
    JsonNode document = figures(quick(), 0, 19_000_000L).document();
    assertEquals(23.75, document.path("grant_p95_ms").asDouble(0), 1e-9);
    assertEquals(4.95, document.path("check_p99_ms").asDouble(0), 1e-9);
    assertEquals(2.5, document.path("renew_p50_ms").asDouble(0), 1e-9);
    assertEquals(100, document.path("grant_count").asInt(0));
    assertTrue(document.path("deny_p50_ms").isNull());
    assertEquals(19_000_000, document.path("leases_heap_bytes").asLong(0));
    assertTrue(document.path("met").asBoolean(false));
    assertEquals(20, document.path("warm_up_seconds").asInt(0));
    assertEquals(200, document.path("pause_ms").asInt(0));
    assertEquals("measured", document.path("provenance").asString(""));
  }

  @Test
  void every_line_says_what_was_promised() {
    List<String> lines = figures(quick(), 0, null).lines(100);
    assertTrue(
        lines.contains("first grant   12.5 ms  23.8 ms  24.8 ms  100    p95 <= 25 ms  met"),
        lines::toString);
    assertTrue(
        lines.contains("deny          none     none     none     0      none"), lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("granted twice +0 of 700 files +0 +met")),
        lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("10,000") && line.endsWith("NOT MET")),
        lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("Warm-up of a cold host 20 s, apart;")),
        lines::toString);
    assertTrue(
        lines.stream().noneMatch(line -> line.startsWith(" ") && !line.contains("PROMISE")),
        lines::toString);
    assertTrue(lines.getLast().endsWith("NOT as promised."), lines::toString);
  }

  @Test
  void live_heap_is_the_sum_of_the_generations_without_metaspace() {
    assertEquals(
        (12 + 3979) * 1024L,
        HostHeap.usedBytes(
            """
            15897:
            DefNew     total 22144K, used 12K [0x00000000fa000000, 0x00000000fb800000)
             eden space 19712K,   0% used [0x00000000fa000000, 0x00000000fb340000)
            Tenured    total 73728K, used 3979K [0x00000000fb800000, 0x0000000100000000)
             the  space 73728K,   5% used [0x00000000fb800000, 0x00000000fbbe2de8)
            Metaspace       used 9000K, committed 9500K, reserved 1100000K
            """));
    assertEquals(
        2926 * 1024L,
        HostHeap.usedBytes(
            "16260:\ngarbage-first heap   total reserved 98304K, committed 30720K, used 2926K [0x0)"));
    assertNull(HostHeap.usedBytes("16260:\nunknown command"));
    assertNull(HostHeap.usedBytes(null));
  }
}
