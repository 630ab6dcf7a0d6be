package dev.muster.lab.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.Canary;
import dev.muster.learning.challenger.Challengers;
import dev.muster.learning.challenger.Family;
import dev.muster.model.Model;
import dev.muster.model.ModelFile;
import dev.muster.model.Trees;
import org.junit.jupiter.api.Test;

class PromotionTest {
  private static final World WORLD = new World(Lab.USUAL, SensorMap.USUAL);
  private static final LoggedRun RUN = new LoggedRun(WORLD);

  @Test
  void boosted_trees_read_from_their_file_are_promoted_over_a_surface_of_50_outcomes() {
    Model fitted = Challengers.fit(Family.BOOSTING, RUN.log(1, 1_500).rows(), 1);
    Model served = ModelFile.read(ModelFile.write(fitted));
    assertInstanceOf(Trees.class, served);
    Promotion.Result result = new Promotion(WORLD).gate(RUN.log(1, 50).surface(), served, 1, 1_500);
    assertEquals(Canary.Verdict.PROMOTED, result.verdict(), result::toString);
  }
}
