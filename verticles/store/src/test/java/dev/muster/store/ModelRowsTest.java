package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelState;
import dev.muster.contract.Provenance;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelRowsTest {
  @AutoClose private final TestStore store;

  ModelRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void a_model_comes_back_with_its_card_and_its_file_and_is_told_of() throws SQLException {
    store.change(tx -> tx.models().put(card(1, ModelState.CANDIDATE), bytes(1), "fitted", NOW));
    assertEquals(List.of(card(1, ModelState.CANDIDATE)), store.read(tx -> tx.models().cards()));
    assertArrayEquals(
        bytes(1), store.read(tx -> Objects.requireNonNull(tx.models().body("model_1"))));
    assertEquals("1", store.sql("SELECT COUNT(*) FROM event WHERE body LIKE '%\"fitted\"%'"));
  }

  @Test
  void a_new_file_replaces_the_one_of_the_same_card() {
    store.change(tx -> tx.models().put(card(1, ModelState.CHAMPION), bytes(1), "fitted", NOW));
    store.change(tx -> tx.models().put(card(1, ModelState.CHAMPION), bytes(2), "fitted", NOW));
    assertArrayEquals(
        bytes(2), store.read(tx -> Objects.requireNonNull(tx.models().body("model_1"))));
    assertEquals(1, store.read(tx -> tx.models().cards()).size());
  }

  @Test
  void the_newest_card_comes_first_and_a_changed_state_keeps_the_file() {
    store.change(tx -> tx.models().put(card(1, ModelState.CHAMPION), bytes(1), "fitted", NOW));
    store.change(tx ->
        tx.models().put(card(2, ModelState.CANDIDATE), bytes(2), "fitted", NOW.plusSeconds(1)));
    store.change(tx -> tx.models().change(card(1, ModelState.RETIRED), "retired", NOW));
    assertEquals(
        List.of(card(2, ModelState.CANDIDATE), card(1, ModelState.RETIRED)),
        store.read(tx -> tx.models().cards()));
    assertArrayEquals(
        bytes(1), store.read(tx -> Objects.requireNonNull(tx.models().body("model_1"))));
  }

  @Test
  void a_deleted_model_is_gone() {
    store.change(tx -> tx.models().put(card(1, ModelState.RETIRED), bytes(1), "fitted", NOW));
    store.change(tx -> tx.models().delete("model_1"));
    assertTrue(store.reads(tx -> tx.models().body("model_1") == null));
  }

  private static byte[] bytes(int number) {
    return new byte[] {(byte) number};
  }

  private static ModelCard card(int number, ModelState state) {
    return new ModelCard(
        "model_" + number,
        "surface",
        state,
        Provenance.ESTIMATED,
        "outcomes of this host",
        60,
        NOW,
        null,
        List.of(),
        "00",
        1,
        null);
  }
}
