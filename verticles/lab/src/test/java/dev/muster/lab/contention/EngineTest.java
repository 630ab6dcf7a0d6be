package dev.muster.lab.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.contention.Draws.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineTest {
  @Test
  void events_come_in_order_of_time_and_then_of_scheduling() {
    var queue = new EventQueue<String>();
    queue.schedule(2, "c");
    queue.schedule(1, "a");
    queue.schedule(1, "b");
    var seen = new ArrayList<String>();
    while (!queue.isEmpty()) {
      seen.add(queue.next() + " at " + queue.now());
    }
    assertEquals(List.of("a at 1.0", "b at 1.0", "c at 2.0"), seen);
  }

  @Test
  void nothing_is_scheduled_in_the_past() {
    var queue = new EventQueue<String>();
    queue.schedule(2, "a");
    queue.next();
    assertThrows(IllegalArgumentException.class, () -> queue.schedule(1, "b"));
    assertThrows(IllegalArgumentException.class, () -> queue.schedule(Double.NaN, "b"));
  }

  @Test
  void a_draw_is_a_function_of_its_name() {
    double draw = new Draws(5).uniform(7, Quantity.DECLARED, 2);
    assertEquals(draw, new Draws(5).uniform(7, Quantity.DECLARED, 2));
    assertTrue(draw >= 0 && draw < 1);
    assertNotEquals(draw, new Draws(6).uniform(7, Quantity.DECLARED, 2));
    assertNotEquals(draw, new Draws(5).uniform(8, Quantity.DECLARED, 2));
    assertNotEquals(draw, new Draws(5).uniform(7, Quantity.EDIT_POINT, 2));
    assertNotEquals(draw, new Draws(5).uniform(7, Quantity.DECLARED, 3));
  }

  @Test
  void draws_have_the_moments_of_their_distributions() {
    double uniform = 0;
    double exponential = 0;
    double normal = 0;
    double square = 0;
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      uniform += new Draws(1).uniform(i, Quantity.SHUFFLE, 0);
      exponential += new Draws(1).exponential(i, Quantity.ARRIVAL);
      double z = new Draws(1).normal(i, Quantity.WORK);
      normal += z;
      square += z * z;
    }
    assertEquals(.5, uniform / count, .01);
    assertEquals(1, exponential / count, .02);
    assertEquals(0, normal / count, .02);
    assertEquals(1, square / count, .02);
  }

  @Test
  void the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
    assertEquals(2, Figures.median(3, 1, 2));
    assertEquals(2.5, Figures.median(4, 1, 2, 3));
  }
}
