package dev.muster.host.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who did what between two looks. */
final class FindingsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final FileKey A = key("a");
  private static final FileKey B = key("b");

  private static FileKey key(String path) {
    return new FileKey("/r/.git", "/r", path);
  }

  private static FileLease lease(FileKey file, Holder holder) {
    var id = LeaseId.next(NOW, new Random(1));
    return new FileLease(id, file, holder, "agent", null, null, 1, NOW, NOW, NOW, NOW, false, 0);
  }

  private static Findings changed(
      Set<String> shells, Map<String, String> writing, FileLease... leases) {
    var seen = new Findings.Seen(List.of(A, B), List.of(), Set.of("a", "b"));
    return Findings.of(seen, shells, List.of(leases), writing);
  }

  @Test
  void the_only_session_with_a_shell_did_it() {
    Findings found = changed(Set.of("s"), Map.of(), lease(A, new Holder("s", "sub")));
    assertEquals("s", found.actor());
    assertEquals(List.of(A, B), found.edited());
    assertEquals(List.of(B), found.unleased());
  }

  @Test
  void of_two_nobody_is_said_to_have_done_it_and_the_lease_of_either_covers() {
    Findings found =
        changed(Set.of("s", "t"), Map.of(), lease(A, Holder.of("t")), lease(B, Holder.of("other")));
    assertNull(found.actor());
    assertEquals(List.of(), found.edited());
    assertEquals(List.of(B), found.unleased());
  }

  @Test
  void a_lease_of_a_session_without_a_shell_does_not_cover_what_a_shell_did() {
    Findings found = changed(Set.of("s"), Map.of(), lease(A, Holder.of("other")));
    assertEquals(List.of(A, B), found.unleased());
  }

  @Test
  void what_another_session_is_just_writing_is_its_own() {
    Findings found =
        changed(Set.of("s"), Map.of("a", "other", "b", "s"), lease(A, Holder.of("other")));
    assertEquals(List.of(B), found.edited());
    assertEquals(List.of(B), found.unleased());
  }

  @Test
  void without_any_shell_every_lease_covers() {
    Findings found = changed(Set.of(), Map.of(), lease(A, Holder.of("other")));
    assertNull(found.actor());
    assertEquals(List.of(B), found.unleased());
  }

  @Test
  void a_commit_is_of_who_held_its_files_and_else_of_the_only_shell() {
    var seen = new Findings.Seen(List.of(), List.of(A, B, key("c")), Set.of("b"));
    var holder = new Holder("t", "sub");
    Findings found =
        Findings.of(
            seen, Set.of("s"), List.of(lease(A, holder), lease(B, Holder.of("t"))), Map.of());
    assertEquals(Map.of("t", List.of(A, B), "s", List.of(key("c"))), found.landed());
    assertEquals(Map.of(holder, List.of(A)), found.clean());
  }

  @Test
  void a_commit_by_nobody_known_is_nobodys_evidence() {
    var seen = new Findings.Seen(List.of(), List.of(A), Set.of());
    assertEquals(Map.of(), Findings.of(seen, Set.of(), List.of(), Map.of()).landed());
  }
}
