package dev.muster.learning;

import static dev.muster.learning.Outcomes.NOW;
import static dev.muster.learning.Outcomes.SETTINGS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.contract.CanaryStatus;
import dev.muster.contract.FailureCode;
import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelList;
import dev.muster.contract.ModelState;
import dev.muster.contract.Provenance;
import dev.muster.contract.Refused;
import dev.muster.contract.SwitchModel;
import dev.muster.contract.SwitchModel.Verb;
import dev.muster.contract.Trial;
import dev.muster.model.Surface;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LearningTest {
  private final Learning learning =
      new Learning(
          SETTINGS,
          new Random(1),
          new Learner(SETTINGS.keep()),
          new Roster(List.of(), Map.of(), Surface::of),
          LearningState.fresh(SETTINGS.canaryAfter()),
          0);
  private int number;

  @Test
  void the_first_surface_of_ten_outcomes_is_compared_with_the_heuristic_curve() {
    plain(9);
    assertEquals(List.of(), list().cards());

    plain(1);

    ModelCard card = list().cards().getFirst();
    assertEquals(ModelState.CHALLENGER, card.state());
    CanaryStatus canary = Objects.requireNonNull(list().canary());
    assertEquals("heuristic-1", canary.champion());
    assertEquals(card.id(), canary.challenger());
    assertEquals(40, canary.needed(), 1e-9, "1 x 2 / .05");
    assertNull(learning.serving().champion());
    assertEquals(card, Objects.requireNonNull(learning.serving().challenger()).card());
  }

  @Test
  void only_its_own_pair_feeds_a_canary() {
    plain(10);
    String challenger = challenger();
    learn(true, Outcomes.trial("another", challenger, true));
    learn(true, Outcomes.trial("heuristic-1", "another", true));
    learn(true, null);
    assertEquals(0, Objects.requireNonNull(list().canary()).disagreements());
    learn(true, Outcomes.trial("heuristic-1", challenger, true));
    assertEquals(1, Objects.requireNonNull(list().canary()).disagreements());
  }

  @Test
  void a_surface_that_is_compared_goes_on_learning_and_its_canary_goes_on() {
    plain(10);
    ModelCard before = list().cards().getFirst();
    plain(30);
    ModelCard after = list().cards().getFirst();
    assertEquals(ModelState.CHALLENGER, after.state());
    assertEquals(before.id(), after.id());
    assertNotEquals(before.digest(), after.digest());
    assertEquals(1, list().cards().size());
    assertEquals(1, Objects.requireNonNull(list().canary()).number());
  }

  @Test
  void the_labs_prior_waits_until_something_was_learned_on_top_of_it() {
    ModelCard prior = learning.begin(NOW).getFirst();
    assertEquals(Provenance.LAB, prior.provenance());
    assertEquals(ModelState.CANDIDATE, prior.state());
    assertEquals(List.of(), learning.begin(NOW), "there is one");
    plain(9);
    assertNull(list().canary());
    plain(1);
    ModelCard learned = list().cards().getFirst();
    assertEquals(prior.id(), learned.id());
    assertEquals(Provenance.ESTIMATED, learned.provenance());
    assertEquals(ModelState.CHALLENGER, learned.state());
  }

  @Test
  void a_challenger_that_wins_serves_and_is_fitted_anew_under_the_same_id() {
    plain(10);
    String winner = challenger();
    disagree(winner, 50, true);

    ModelCard champion = Objects.requireNonNull(learning.serving().champion()).card();
    assertEquals(winner, champion.id());
    assertNull(learning.serving().challenger());
    assertNull(list().canary());

    plain(1);
    ModelCard refitted = list().cards().getFirst();
    assertEquals(winner, refitted.id());
    assertEquals(ModelState.CHAMPION, refitted.state());
    plain(10);
    assertNotEquals(refitted.digest(), list().cards().getFirst().digest());
    assertEquals(1, list().cards().size());
  }

  @Test
  void a_challenger_that_loses_retires_and_the_next_waits_for_forty_outcomes() {
    plain(10);
    String loser = challenger();
    int disagreements = 0;
    while (list().canary() != null) {
      disagreements++;
      disagree(loser, 1, false);
    }
    plain(39);
    assertNull(list().canary());
    assertEquals(ModelState.RETIRED, card(loser).state());
    assertEquals(
        "lost its canary after " + disagreements + " disagreements: fails more",
        card(loser).note());

    plain(1);
    CanaryStatus second = Objects.requireNonNull(list().canary());
    assertEquals(2, second.number());
    assertEquals(120, second.needed(), 1e-9, "2 x 3 / .05");
    assertNotEquals(loser, second.challenger());
  }

  @Test
  void an_operator_promotes_rolls_back_and_pins() {
    plain(10);
    String id = challenger();
    turn(Verb.PROMOTE, id);
    assertEquals(id, Objects.requireNonNull(learning.serving().champion()).card().id());
    assertNull(list().canary());
    assertEquals(FailureCode.CONFLICT, refused(Verb.PROMOTE, id));
    assertEquals(FailureCode.NOT_FOUND, refused(Verb.PROMOTE, "model_1_2"));

    turn(Verb.ROLLBACK, null);
    assertNull(learning.serving().champion());
    assertEquals(FailureCode.CONFLICT, refused(Verb.ROLLBACK, null));

    turn(Verb.PIN, id);
    assertEquals(id, list().pinned());
    String digest = card(id).digest();
    plain(30);
    assertEquals(digest, card(id).digest(), "nothing is fitted into a pinned model");
    assertEquals(FailureCode.CONFLICT, refused(Verb.ROLLBACK, null));

    turn(Verb.UNPIN, null);
    assertEquals(FailureCode.CONFLICT, refused(Verb.UNPIN, null));
    plain(1);
    assertNotEquals(digest, card(id).digest());
  }

  @Test
  void five_models_that_do_not_serve_are_kept() {
    plain(10);
    for (int i = 0; i < 8; i++) {
      String loser = challenger();
      while (list().canary() != null) {
        disagree(loser, 1, false);
      }
      plain(40);
      assertEquals(Math.min(5, i + 2), list().cards().size(), "losers, and who came next");
    }
  }

  /** Half of 400 succeed at first, then none: errors grow from .17 to .33. */
  @Test
  void an_alarm_makes_what_was_learned_weigh_a_twentieth() {
    plain(10);
    turn(Verb.PIN, challenger());
    for (int i = 0; i < 400; i++) {
      learn(i % 2 == 0, null);
    }
    assertEquals(0, list().drifts());
    while (list().drifts() == 0) {
      learn(false, null);
    }
    assertEquals(true, list().recovering());
    double before = (1 - Math.pow(.999, number - 1)) / .001;
    assertEquals(.999 * before / 20 + 1, counted(), 1e-9);
    for (int i = 0; i < 500; i++) {
      learn(false, null);
    }
    assertEquals(false, list().recovering());
  }

  /** 1 + .999 + ... of 50 outcomes: less than 50, and never more than 1,000 however many follow. */
  @Test
  void exploration_follows_from_the_outcomes_that_still_count() {
    plain(10);
    turn(Verb.PIN, challenger());
    plain(40);
    assertEquals((1 - Math.pow(.999, 50)) / .001, counted(), 1e-9);
  }

  private double counted() {
    return Objects.requireNonNull(learning.serving().champion()).outcomes();
  }

  @Test
  void learning_goes_on_from_what_was_kept() {
    plain(10);
    disagree(challenger(), 10, true);
    ModelCard card = list().cards().getFirst();
    byte[] body =
        ((Surface) Objects.requireNonNull(learning.serving().challenger()).model()).toBytes();
    var again =
        new Learning(
            SETTINGS,
            new Random(1),
            Learner.of(learning.statistics(), Prior.none()),
            new Roster(List.of(card), Map.of(card.id(), body), Surface::of),
            learning.state(),
            number);
    assertEquals(learning.state(), again.state());
    assertEquals(list(), again.list(0, 0, null));
    assertArrayEquals(learning.statistics(), again.statistics());
  }

  @Test
  void a_champion_whose_file_was_changed_serves_nobody_and_says_so() {
    plain(10);
    turn(Verb.PROMOTE, challenger());
    ModelCard card = list().cards().getFirst();
    var roster = new Roster(List.of(card), Map.of(card.id(), new byte[9]), Surface::of);
    var again =
        new Learning(SETTINGS, new Random(1), new Learner(1), roster, learning.state(), number);
    assertNull(again.serving().champion());
    ModelCard told = again.list(0, 0, null).cards().getFirst();
    assertEquals(ModelState.RETIRED, told.state());
    assertEquals("does not read back: the digest of its file differs", told.note());
  }

  @Test
  void a_card_that_says_that_its_file_does_not_read_back_says_so_until_it_is_fitted_anew() {
    ModelCard card = learning.begin(NOW).getFirst();
    var roster = new Roster(List.of(card), Map.of(card.id(), new byte[9]), Surface::of);
    assertEquals(
        "does not read back: the digest of its file differs", roster.named(card.id()).note());
    Surfaces.fit(new Learner(1), roster, "model_1_2", NOW);
    assertNull(roster.named(card.id()).note());
    assertEquals(1, roster.newestFirst().size());
  }

  private void plain(int count) {
    for (int i = 0; i < count; i++) {
      learn(number % 3 != 0, null);
    }
  }

  /** The coin shows each side in turn, and only one side succeeds. */
  private void disagree(String challenger, int count, boolean challengerWins) {
    for (int i = 0; i < count; i++) {
      boolean played = number % 2 == 0;
      learn(played == challengerWins, Outcomes.trial("heuristic-1", challenger, played));
    }
  }

  private void learn(boolean success, @Nullable Trial trial) {
    learning.learn(List.of(Outcomes.outcome(number++, success, trial)));
    learning.conclude(NOW.plusSeconds(number));
  }

  private String challenger() {
    return Objects.requireNonNull(list().canary()).challenger();
  }

  private void turn(Verb verb, @Nullable String id) {
    learning.turn(new SwitchModel(verb, id), NOW);
  }

  private FailureCode refused(Verb verb, @Nullable String id) {
    return assertThrows(Refused.class, () -> turn(verb, id)).failure().code();
  }

  private ModelCard card(String id) {
    return list().cards().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private ModelList list() {
    return learning.list(0, 0, null);
  }
}
