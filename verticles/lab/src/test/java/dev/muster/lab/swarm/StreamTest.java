package dev.muster.lab.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StreamTest {
  private static final int DRAWS = 200_000;

  /** Worked out once; every JVM must find the same. */
  @Test
  void draws_are_the_same_everywhere() {
    Stream stream = new Stream(42).at(7);
    assertEquals(0.37171168431865487, stream.uniform());
    assertEquals(-0.12283769644882692, stream.normal());
    assertEquals(0.824357579895383, stream.beta(18, 1.5));
  }

  @Test
  void a_uniform_draw_has_mean_a_half_and_variance_a_twelfth() {
    assertEquals(.5, mean(Stream::uniform), .003);
    assertEquals(1.0 / 12, mean(s -> square(s.uniform() - .5)), .001);
  }

  @Test
  void a_normal_draw_has_mean_0_and_variance_1() {
    assertEquals(0, mean(Stream::normal), .01);
    assertEquals(1, mean(s -> square(s.normal())), .02);
  }

  /** Beta(2,6): mean 2/8, variance 2 * 6 / (8^2 * 9). */
  @Test
  void a_beta_draw_has_the_mean_and_variance_of_its_distribution() {
    assertEquals(.25, mean(s -> s.beta(2, 6)), .003);
    assertEquals(12.0 / 576, mean(s -> square(s.beta(2, 6) - .25)), .0005);
    assertEquals(18 / 19.5, mean(s -> s.beta(18, 1.5)), .002);
  }

  private static double mean(ToDoubleFunction<Stream> draw) {
    return LongStream.range(0, DRAWS)
        .mapToDouble(i -> draw.applyAsDouble(new Stream(1).at(i)))
        .average()
        .orElseThrow();
  }

  private static double square(double value) {
    return value * value;
  }
}
