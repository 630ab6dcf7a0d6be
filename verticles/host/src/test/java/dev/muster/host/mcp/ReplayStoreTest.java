package dev.muster.host.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.mcp.ReplayStore.Kept;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session keeps of its streams. */
final class ReplayStoreTest {
  @Test
  void events_behind_a_number_come_back_in_their_order() {
    var store = new ReplayStore(10);
    store.add(new Kept(1, 1, "a"));
    store.add(new Kept(2, 1, "other"));
    store.add(new Kept(1, 2, "b"));
    store.add(new Kept(1, 3, "c"));
    assertEquals(List.of(new Kept(1, 2, "b"), new Kept(1, 3, "c")), store.after(1, 1));
    assertEquals(List.of(), store.after(1, 3));
    assertEquals(List.of(), store.after(7, 0));
  }

  @Test
  void the_oldest_go_first_when_there_are_too_many() {
    var store = new ReplayStore(2);
    store.add(new Kept(1, 1, "a"));
    store.add(new Kept(2, 1, "b"));
    store.add(new Kept(3, 1, "c"));
    assertFalse(store.holds(1));
    assertTrue(store.holds(2));
    assertTrue(store.holds(3));
  }

  @Test
  void an_event_too_large_for_all_is_kept_alone() {
    var store = new ReplayStore(10);
    store.add(new Kept(1, 1, "a"));
    store.add(new Kept(2, 1, "x".repeat(1 << 20)));
    assertFalse(store.holds(1));
    assertEquals(1, store.after(2, 0).size());
    store.add(new Kept(3, 1, "b"));
    assertFalse(store.holds(2));
  }
}
