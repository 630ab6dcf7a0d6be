package dev.muster.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SealedTest {
  private static final byte[] SEALED = Sealed.seal("kind", 3, new byte[] {1, 2, 3});

  @Test
  void what_was_sealed_comes_out() {
    ByteBuffer content = Sealed.open("kind", 3, SEALED);
    byte[] read = new byte[content.remaining()];
    content.get(read);
    assertArrayEquals(new byte[] {1, 2, 3}, read);
  }

  @Test
  void another_kind_or_version_is_refused_by_name() {
    assertEquals("expected other, was kind", refusal("other", 3, SEALED));
    assertEquals("kind: version must be 4, was 3", refusal("kind", 4, SEALED));
  }

  @Test
  void a_changed_byte_is_refused_wherever_it_is() {
    for (int i = 0; i < SEALED.length; i++) {
      byte[] changed = SEALED.clone();
      changed[i] ^= 1;
      refusal("kind", 3, changed);
    }
  }

  @Test
  void what_was_cut_is_refused() {
    for (int length = 0; length < SEALED.length; length++) {
      refusal("kind", 3, Arrays.copyOf(SEALED, length));
    }
  }

  @Test
  void a_surface_expects_the_same_after_its_bytes_were_read() {
    double[] weights = new double[Terms.COUNT];
    Arrays.setAll(weights, i -> 1.0 / (i + 7));
    Surface surface = Surface.of(Map.of(Measure.LOG_TOKENS, new Surface.Fit(weights, .25)));
    Surface read = Surface.of(surface.toBytes());
    assertArrayEquals(expected(surface), expected(read));
    assertEquals(.25, read.variance(Measure.LOG_TOKENS));
  }

  private static double[] expected(Surface surface) {
    double[] expected = new double[4];
    double[] features = new double[10];
    Arrays.fill(features, .7);
    surface.expect(features, 3, new double[Model.SCRATCH], expected);
    return expected;
  }

  private static String refusal(String kind, int version, byte[] bytes) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Sealed.open(kind, version, bytes));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("kind"), message);
    return message;
  }
}
