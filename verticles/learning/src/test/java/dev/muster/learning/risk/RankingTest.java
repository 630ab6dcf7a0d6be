package dev.muster.learning.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final double CLOSE = 1e-12;

  private static final Ranking FOUR =
      new Ranking(new double[] {.9, .6, .6, .1}, new boolean[] {true, true, false, false});

  @Test
  void the_area_is_the_share_of_pairs_in_order_and_half_of_the_ties() {
    assertEquals(3.5 / 4, FOUR.auc(), CLOSE);
  }

  @Test
  void a_change_that_was_drawn_twice_counts_twice() {
    assertEquals((2 + 2 + 1 + .5) / 6, FOUR.auc(new int[] {2, 1, 1, 1}), CLOSE);
    assertEquals(.5, FOUR.auc(new int[] {0, 1, 1, 0}), CLOSE);
  }

  @Test
  void precision_is_averaged_where_failures_are_found() {
    var ranking =
        new Ranking(new double[] {.9, .8, .7, .1}, new boolean[] {true, false, true, false});
    assertEquals((1 + 2.0 / 3) / 2, ranking.averagePrecision(), CLOSE);
  }

  @Test
  void skill_is_none_for_the_rate_itself_and_one_for_the_truth() {
    boolean[] failed = {true, false, false, false};
    var rate = new Ranking(new double[] {.25, .25, .25, .25}, failed);
    assertEquals(.1875, rate.brier(), CLOSE);
    assertEquals(0, rate.skill(), CLOSE);
    assertEquals(1, new Ranking(new double[] {1, 0, 0, 0}, failed).skill(), CLOSE);
  }

  @Test
  void calibration_error_is_how_far_bins_are_off() {
    double[] probability = new double[30];
    boolean[] failed = new boolean[30];
    for (int i = 0; i < 30; i++) {
      probability[i] = .5;
      failed[i] = i % 2 == 0;
    }
    assertEquals(0, new Ranking(probability, failed).calibrationError(), CLOSE);
    Arrays.fill(probability, .7);
    assertEquals(.2, new Ranking(probability, failed).calibrationError(), CLOSE);
  }

  @Test
  void inspection_reads_what_is_likely_for_its_length_until_a_fifth_is_read() {
    var ranking =
        new Ranking(new double[] {.9, .8, .4, .3}, new boolean[] {true, true, true, false});
    double[] effort = {80, 10, 5, 5};
    assertEquals(2.0 / 3, ranking.recallAtFifth(effort), CLOSE);
  }

  @Test
  void an_alarm_is_raised_where_it_costs_less_than_the_miss_that_it_prevents() {
    assertEquals(100 * 3.0 / 4, FOUR.costPer100(1, 2), CLOSE); // three alarms, no miss
    assertEquals(100 * (9 + 10) / 4.0, FOUR.costPer100(9, 10), CLOSE); // one alarm, one miss
  }
}
