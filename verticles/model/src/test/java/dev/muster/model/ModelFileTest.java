package dev.muster.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelFileTest {
  private static final long SEED = 7;

  @Test
  void every_family_says_the_same_after_it_was_written_and_read() {
    for (Model model : Models.all()) {
      Model read = ModelFile.read(ModelFile.write(model));
      assertEquals(ModelFile.family(model), ModelFile.family(read));
      double[] ours = new double[32];
      double[] theirs = new double[32];
      var random = new Random(SEED);
      for (int i = 0; i < 100; i++) {
        double[] features = Models.features(random);
        model.expectAll(features, new double[Model.SCRATCH], ours);
        read.expectAll(features, new double[Model.SCRATCH], theirs);
        assertArrayEquals(ours, theirs, "seed " + SEED + ", row " + i);
      }
      for (Measure measure : Measure.values()) {
        assertEquals(model.variance(measure), read.variance(measure));
      }
    }
  }

  @Test
  void every_n_at_once_is_the_same_as_one_n_after_the_other() {
    for (Model model : Models.all()) {
      var random = new Random(SEED);
      double[] all = new double[32];
      double[] one = new double[4];
      for (int i = 0; i < 1_000; i++) {
        double[] features = Models.features(random);
        model.expectAll(features, new double[Model.SCRATCH], all);
        for (int n = 1; n <= 8; n++) {
          model.expect(features, n, new double[Model.SCRATCH], one);
          assertArrayEquals(
              one,
              Arrays.copyOfRange(all, 4 * (n - 1), 4 * n),
              ModelFile.family(model) + ", seed " + SEED + ", row " + i + ", n " + n);
        }
      }
    }
  }

  @Test
  void a_changed_byte_is_refused_wherever_it_is() {
    for (Model model : Models.all()) {
      byte[] bytes = ModelFile.write(model);
      for (int at = 0; at < bytes.length; at += 1 + bytes.length / 50) {
        byte[] damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assertThrows(IllegalArgumentException.class, () -> ModelFile.read(damaged), "byte " + at);
      }
    }
  }

  @Test
  void a_cut_file_is_refused_wherever_it_ends() {
    for (Model model : Models.all()) {
      byte[] bytes = ModelFile.write(model);
      for (int length = 0; length < bytes.length; length += 1 + bytes.length / 50) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThrows(IllegalArgumentException.class, () -> ModelFile.read(cut), "length " + length);
      }
    }
  }

  @Test
  void what_is_no_model_or_of_a_newer_version_is_named() {
    assertSays("not a model but muster-rows", Sealed.seal("muster-rows", 1, new byte[8]));
    assertSays("version must be 1, was 2", Sealed.seal("muster-boosting", 2, new byte[8]));
    assertSays(
        "something else", "not a model at all, but long enough to be one".getBytes(US_ASCII));
    assertSays("too few", new byte[3]);
  }

  @Test
  void sizes_that_no_model_has_are_refused_before_room_is_made_for_them() {
    byte[] start = new byte[8 * 14];
    byte[] knots = ByteBuffer.allocate(start.length + 4).put(start).putInt(1 << 30).array();
    assertSays("knots of a model must be 0 to", Sealed.seal("muster-boosting", 1, knots));
    byte[] trees =
        ByteBuffer.allocate(start.length + 24)
            .put(start)
            .putInt(0)
            .putDouble(0)
            .putDouble(1)
            .putInt(Integer.MAX_VALUE)
            .array();
    assertSays("trees of a model must be 0 to", Sealed.seal("muster-forest", 1, trees));
    byte[] negative = ByteBuffer.allocate(36).putInt(32, -1).array();
    assertSays("knots of a model must be 0 to", Sealed.seal("muster-perceptron", 1, negative));
    assertSays("ends too early", Sealed.seal("muster-surface", Terms.VERSION, new byte[8]));
    assertSays("at most", new byte[ModelFile.BYTES_MAX + 1]);
  }

  @Test
  void trees_whose_walks_would_not_end_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> tree(new int[] {0, 0, 0}, 3));
    assertThrows(IllegalArgumentException.class, () -> tree(new int[] {2, 0, 0}, 0));
    assertThrows(IllegalArgumentException.class, () -> tree(new int[] {1, 1, 0}, 0));
    tree(new int[] {1, 0, 0}, 0);
  }

  @Test
  void the_digest_of_nothing_is_the_published_one() {
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ModelFile.digest(new byte[0]));
  }

  private static Ensemble tree(int[] left, int root) {
    return new Ensemble(0, 1, new int[] {root}, new byte[3], left, new double[3]);
  }

  private static void assertSays(String part, byte[] bytes) {
    var refused = assertThrows(IllegalArgumentException.class, () -> ModelFile.read(bytes));
    assertTrue(String.valueOf(refused.getMessage()).contains(part), refused::toString);
  }
}
