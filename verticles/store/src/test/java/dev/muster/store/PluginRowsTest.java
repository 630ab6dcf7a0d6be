package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.store.PluginRows.Switch;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginRowsTest {
  @Test
  void on_ends_a_quarantine_and_off_does_not(@TempDir Path folder) {
    try (TestStore store = TestStore.in(folder)) {
      store.change(tx -> tx.plugins().quarantined("b", "it threw", NOW));
      store.change(tx -> tx.plugins().switched("a", false, NOW));
      assertEquals(
          List.of(new Switch("a", false, null), new Switch("b", null, "it threw")),
          store.read(tx -> tx.plugins().all()));

      store.change(tx -> tx.plugins().switched("b", false, NOW));
      store.change(tx -> tx.plugins().quarantined("a", "late", NOW));
      assertEquals(
          List.of(new Switch("a", false, "late"), new Switch("b", false, "it threw")),
          store.read(tx -> tx.plugins().all()));

      store.change(tx -> tx.plugins().switched("b", true, NOW));
      assertEquals(new Switch("b", true, null), store.read(tx -> tx.plugins().all()).getLast());
    }
  }
}
