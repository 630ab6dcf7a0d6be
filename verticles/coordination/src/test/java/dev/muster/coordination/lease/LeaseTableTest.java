package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LeaseTableTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Holder ANN = Holder.of("ann");
  private static final Holder SUB = new Holder("ann", "s");
  private static final Holder BOB = Holder.of("bob");

  private final Random random = new Random(5);
  private final LeaseTable table = new LeaseTable();

  @Test
  void a_lease_is_found_by_file_by_id_by_session_and_by_its_path_elsewhere() {
    Hold hold = table.add(lease("/r", "x", ANN, 0));
    assertSame(hold, table.on(hold.file()));
    assertSame(hold, table.of(hold.id()));
    assertEquals(List.of(hold), table.ofSession("ann"));
    assertEquals(List.of(hold), table.beside(file("/w", "x"), "bob"));
    assertEquals(List.of(), table.beside(file("/w", "x"), "ann"), "its own");
    assertEquals(List.of(), table.beside(file("/r", "x"), "bob"), "the file itself");
    table.remove(hold);
    assertNull(table.on(hold.file()));
    assertNull(table.of(hold.id()));
    assertEquals(List.of(), table.ofSession("ann"));
    assertEquals(List.of(), table.beside(file("/w", "x"), "bob"));
    assertEquals(0, table.size());
  }

  @Test
  void a_file_has_one_lease() {
    table.add(lease("/r", "x", ANN, 0));
    assertThrows(IllegalStateException.class, () -> table.add(lease("/r", "x", BOB, 0)));
    table.add(lease("/w", "x", BOB, 0));
    assertEquals(2, table.size());
  }

  @Test
  void a_session_has_its_sub_agents_leases_and_each_holder_counts_its_own() {
    table.add(lease("/r", "x", ANN, 7));
    table.add(lease("/r", "y", SUB, 3));
    table.add(lease("/r", "z", SUB, 5));
    assertEquals(3, table.ofSession("ann").size());
    assertEquals(1, table.ofHolder(ANN).size());
    assertEquals(2, table.ofHolder(SUB).size());
    assertEquals(0, table.ofHolder(BOB).size());
    assertEquals(NOW.plusMillis(7).toEpochMilli(), table.firstGrant(ANN));
    assertEquals(NOW.plusMillis(3).toEpochMilli(), table.firstGrant(SUB));
    assertEquals(Long.MAX_VALUE, table.firstGrant(BOB), "who holds nothing is the youngest");
  }

  @Test
  void leases_are_listed_longest_held_first() {
    table.add(lease("/r", "second", ANN, 2));
    table.add(lease("/r", "first", BOB, 1));
    assertEquals(
        List.of("first", "second"),
        LeaseTable.leases(table.all()).stream().map(l -> l.file().path()).toList());
  }

  @Test
  void ten_thousand_leases_of_fifty_sessions_need_less_than_20_mb() {
    long before = used();
    for (int i = 0; i < 10_000; i++) {
      int session = i % 50;
      String path = "verticles/module/src/main/java/dev/muster/area" + session + "/Class" + i;
      var holder = new Holder("session-" + session + "-0f3a7c5e-9b1d-4c22", "agent-" + session);
      table.add(lease("/repos/tree", path, holder, i));
    }
    long bytes = used() - before;
    assertEquals(10_000, table.size());
    System.out.printf("10,000 leases take %.1f MB%n", bytes / 1e6);
    assertTrue(bytes < 20_000_000, () -> bytes + " bytes");
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private FileLease lease(String worktree, String path, Holder holder, long grantedMs) {
    Instant granted = NOW.plusMillis(grantedMs);
    return new FileLease(
        LeaseId.next(granted, random),
        file(worktree, path),
        holder,
        "agent of " + holder.session(),
        null,
        "Round prices in " + holder.session(),
        1,
        granted,
        granted,
        granted.plusSeconds(600),
        granted.plusSeconds(3_600),
        false,
        0);
  }

  private static FileKey file(String worktree, String path) {
    return new FileKey("/repos/tree/.git", worktree, path);
  }
}
