package dev.muster.learning;

import static dev.muster.learning.Outcomes.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelState;
import dev.muster.learning.challenger.Rows;
import dev.muster.model.Model;
import dev.muster.model.ModelFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FittedTest {
  private final Roster roster = new Roster(List.of(), Map.of(), ModelFile::read);

  @Test
  void who_was_screened_out_is_retired_with_the_reason_and_makes_room_for_who_was_not() {
    fitted(ScreenTest.WANTS_TWO, ScreenTest.WANTS_ONE).join(roster, "bad", NOW);
    ModelCard bad = roster.named("bad");
    assertEquals(ModelState.RETIRED, bad.state());
    assertEquals(
        "screened out: DR 0.733, SNIPS 0.733, logged 0.833 over 800 decisions", bad.note());

    fitted(ScreenTest.WANTS_ONE, ScreenTest.WANTS_TWO).join(roster, "good", NOW);
    assertEquals(List.of(roster.named("good")), roster.newestFirst());
    assertEquals(List.of(roster.named("good")), roster.candidates());
  }

  /**
   * Of those before the latest quarter half succeeded, of the quarter too: each differs from its
   * share by a half.
   */
  @Test
  void the_card_says_what_a_fit_on_the_earlier_outcomes_did_not_foresee() {
    fitted(ScreenTest.WANTS_ONE, ScreenTest.WANTS_TWO).join(roster, "good", NOW);
    var brier = roster.named("good").figures().getFirst();
    assertEquals(200, brier.count());
    assertEquals(.25, brier.baseline());
    assertEquals(800, roster.named("good").outcomes());
  }

  private static Fitted fitted(Model challenger, Model champion) {
    List<Lesson> lessons = ScreenTest.logged(400);
    var rows = new Rows();
    lessons.forEach(lesson -> rows.add(lesson.features(), lesson.agents(), lesson.measured()));
    byte[] body = ModelFile.write(challenger);
    return Fitted.of(body, rows, lessons, champion, ScreenTest.WEIGHTS);
  }
}
