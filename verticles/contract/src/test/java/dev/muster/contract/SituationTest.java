package dev.muster.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SituationTest {

  @Test
  void a_feature_is_from_0_to_1() {
    assertEquals(0.0, feature(0).value());
    assertEquals(1.0, feature(1).value());
    for (double wrong : new double[] {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY}) {
      var refused = assertThrows(IllegalArgumentException.class, () -> feature(wrong));
      assertEquals(
          "cpu_utilization must be in [0,1] or unknown, was " + wrong, refused.getMessage());
    }
  }

  @Test
  void a_feature_is_unknown_exactly_when_it_has_no_value() {
    assertNull(Feature.unknown(FeatureName.CPU_UTILIZATION).value());
    String rule = "cpu_utilization must be unknown exactly when it has no value";
    var valued =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Feature(FeatureName.CPU_UTILIZATION, 0.5, Provenance.UNKNOWN));
    assertEquals(rule, valued.getMessage());
    var empty =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Feature(FeatureName.CPU_UTILIZATION, null, Provenance.MEASURED));
    assertEquals(rule, empty.getMessage());
  }

  @Test
  void a_measured_feature_is_clamped() {
    assertEquals(1.0, Feature.measured(FeatureName.CPU_UTILIZATION, 1.7).value());
    assertEquals(0.0, Feature.measured(FeatureName.CPU_UTILIZATION, -0.2).value());
    assertEquals(0.4, Feature.measured(FeatureName.CPU_UTILIZATION, 0.4).value());
  }

  @Test
  void a_situation_has_the_ten_features_in_their_order() {
    assertEquals(10, situation(unknowns(), List.of()).features().size());
    for (List<Feature> wrong :
        List.of(
            unknowns().subList(0, 9),
            Collections.nCopies(10, Feature.unknown(FeatureName.AGENT_COUNT)),
            unknowns().reversed())) {
      assertThrows(IllegalArgumentException.class, () -> situation(wrong, List.of()));
    }
  }

  @Test
  void one_agent_is_never_masked() {
    var one = List.of(new Masked(1, "no memory"));
    var refused = assertThrows(IllegalArgumentException.class, () -> situation(unknowns(), one));
    assertEquals("n = 1 is never masked", refused.getMessage());
  }

  @Test
  void what_is_not_masked_is_allowed() {
    var situation =
        situation(unknowns(), List.of(new Masked(3, "2 free"), new Masked(8, "2 free")));
    assertTrue(situation.allows(1));
    assertTrue(situation.allows(2));
    assertFalse(situation.allows(3));
    assertFalse(situation.allows(8));
  }

  @Test
  void an_unknown_feature_reads_as_what_is_imputed() {
    var features = new ArrayList<>(unknowns());
    features.set(3, Feature.measured(FeatureName.CPU_UTILIZATION, 0.25));
    var situation = situation(features, List.of());
    assertEquals(0.25, situation.value(FeatureName.CPU_UTILIZATION, 0.9));
    assertEquals(0.9, situation.value(FeatureName.CACHE_HIT_RATIO, 0.9));
  }

  @Test
  void a_situation_keeps_copies_of_its_lists() {
    var features = new ArrayList<>(unknowns());
    var masked = new ArrayList<>(List.of(new Masked(2, "1 free")));
    var situation = situation(features, masked);
    features.clear();
    masked.clear();
    assertEquals(unknowns(), situation.features());
    assertEquals(List.of(new Masked(2, "1 free")), situation.masked());
  }

  private static Feature feature(double value) {
    return new Feature(FeatureName.CPU_UTILIZATION, value, Provenance.MEASURED);
  }

  private static List<Feature> unknowns() {
    return Arrays.stream(FeatureName.values()).map(Feature::unknown).toList();
  }

  private static Situation situation(List<Feature> features, List<Masked> masked) {
    return new Situation(features, masked, null, null, 0, 1, null);
  }
}
