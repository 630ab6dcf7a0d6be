package dev.muster.learning.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.model.Calibration;
import org.junit.jupiter.api.Test;

class SmileIsotonicTest {
  @Test
  void scores_that_are_no_probabilities_become_some() {
    double[] scores = new double[200];
    double[] succeeded = new double[200];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = i < 100 ? .2 : .6;
      succeeded[i] = i % 100 < (i < 100 ? 10 : 90) ? 1 : 0;
    }
    Calibration calibration = SmileIsotonic.fit(scores, succeeded);
    assertEquals(.1, calibration.of(.2), 1e-9);
    assertEquals(.9, calibration.of(.6), 1e-9);
    assertEquals(.5, calibration.of(.4), 1e-9);
    assertEquals(.9, calibration.of(1));
  }

  @Test
  void few_outcomes_leave_scores_as_they_are() {
    assertEquals(.37, SmileIsotonic.fit(new double[99], new double[99]).of(.37));
  }
}
