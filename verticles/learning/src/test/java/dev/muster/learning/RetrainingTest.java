package dev.muster.learning;

import static dev.muster.learning.Outcomes.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelState;
import dev.muster.contract.Provenance;
import dev.muster.learning.challenger.Family;
import dev.muster.model.ModelFile;
import dev.muster.model.Weights;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each hour, and after 200 outcomes. */
final class RetrainingTest {
  private static final LearningSettings SETTINGS = settings(Duration.ofHours(1));
  private static final Instant LATER = NOW.plus(Duration.ofHours(1));

  private final Roster roster = new Roster(List.of(), Map.of(), ModelFile::read);
  private Retraining retraining = new Retraining(null);

  @Test
  void the_families_take_turns() {
    Instant now = NOW;
    for (Family family : List.of(Family.BOOSTING, Family.FOREST, Family.PERCEPTRON)) {
      learned(200);
      begin(family, now);
      now = now.plus(Duration.ofHours(1));
    }
    learned(200);
    begin(Family.BOOSTING, now);
  }

  @Test
  void nothing_is_fitted_too_early_or_on_too_little_also_after_a_restart() {
    learned(199);
    assertNull(due(NOW));
    learned(1);
    begin(Family.BOOSTING, NOW);
    assertEquals("boosting began at 2026-03-02T09:30:00Z", retraining.last());
    assertNull(due(LATER), "nothing new was learned");
    learned(200);
    retraining = new Retraining(retraining.state());
    assertNull(due(LATER.minusSeconds(1)));
    assertEquals(Family.FOREST, due(LATER));
  }

  @Test
  void a_family_that_is_in_a_canary_is_passed_over() {
    learned(200);
    assertEquals(Family.BOOSTING, due(NOW));
    roster.change(card("boosting", ModelState.CHALLENGER, null), ModelState.CHALLENGER, null, "");
    begin(Family.FOREST, NOW);
    learned(200);
    assertEquals(Family.PERCEPTRON, due(LATER), "the one after it, and not forests again");
  }

  @Test
  void what_an_operator_asks_for_is_due_at_once_and_once_also_after_a_restart() {
    learned(200);
    begin(Family.BOOSTING, NOW);
    retraining.ask();
    retraining = new Retraining(retraining.state());
    begin(Family.FOREST, NOW);
    assertNull(due(NOW));
  }

  @Test
  void zero_minutes_are_never() {
    learned(1_000);
    assertNull(retraining.due(settings(Duration.ZERO), roster, NOW));
  }

  /** Else those that hourly lose would take the places of those that served. */
  @Test
  void who_lost_before_it_served_makes_room_for_the_next_of_its_family() {
    add("lost", "boosting", null);
    add("served", "boosting", NOW);
    add("other", "forest", null);
    roster.makeRoom("boosting");
    assertEquals(
        List.of("other", "served"), roster.newestFirst().stream().map(ModelCard::id).toList());
  }

  private void add(String id, String family, @Nullable Instant served) {
    ModelCard card = card(id, family, ModelState.RETIRED, served);
    roster.change(card, ModelState.RETIRED, null, "");
  }

  private static ModelCard card(String family, ModelState state, @Nullable Instant served) {
    return card("model_" + family, family, state, served);
  }

  private static ModelCard card(
      String id, String family, ModelState state, @Nullable Instant served) {
    return new ModelCard(
        id, family, state, Provenance.ESTIMATED, "", 1, NOW, served, List.of(), "", 1, null);
  }

  private void learned(int outcomes) {
    for (int i = 0; i < outcomes; i++) {
      retraining.learned();
    }
  }

  private void begin(Family family, Instant now) {
    assertEquals(family, due(now));
    retraining.begin(family, now);
  }

  private @Nullable Family due(Instant now) {
    return retraining.due(SETTINGS, roster, now);
  }

  private static LearningSettings settings(Duration every) {
    return new LearningSettings(
        Duration.ofHours(1), 200, .999, 10, 40, 5, every, 200, new Weights(0, 0, 0, 0, 0));
  }
}
