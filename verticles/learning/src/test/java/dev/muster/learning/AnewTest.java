package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.store.LearnerRows.Learned;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnewTest {
  @Test
  void what_is_learned_again_weighs_as_it_did_when_an_alarm_rang() {
    var once = new Learner(.999);
    learn(once, 0);
    learn(once, 1);
    once.discount(DriftWatch.KEPT);
    learn(once, 2);

    var again = new Learner(.999);
    var anew = new Anew(again, 10, 3, List.of(3L));
    for (int i = 0; i < 3; i++) {
      anew.learn(new Learned(i + 1, Outcomes.outcome(i, true, null)));
    }

    assertArrayEquals(once.toBytes(), again.toBytes());
    assertEquals(1 + .05 * .999 * 1.999, again.outcomes(), 1e-12);
  }

  @Test
  void an_alarm_at_an_outcome_that_was_taken_back_rings_at_the_next() {
    var again = new Learner(1);
    var anew = new Anew(again, 10, 3, List.of(2L));
    anew.learn(new Learned(1, Outcomes.outcome(0, true, null)));
    anew.learn(new Learned(3, Outcomes.outcome(2, true, null)));
    assertEquals(1.05, again.outcomes(), 1e-12);
  }

  private static void learn(Learner learner, int number) {
    var lesson = new Lesson(Outcomes.outcome(number, true, null));
    learner.learn(lesson.features(), lesson.agents(), lesson.measured());
  }
}
