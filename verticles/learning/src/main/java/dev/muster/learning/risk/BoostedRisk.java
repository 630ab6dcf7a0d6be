package dev.muster.learning.risk;

import dev.muster.model.risk.RiskScore;
import java.util.Arrays;
import java.util.stream.IntStream;
import smile.classification.GradientTreeBoost;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.type.StructType;
import smile.data.vector.IntVector;
import smile.math.MathEx;

/** The challenger: gradient boosted trees of Smile, which train here and do not serve. */
public final class BoostedRisk implements RiskScore {
  private static final String OUTCOME = "failed";
  private static final double SHRINKAGE = .1;
  private static final double SUBSAMPLE = .7;
  private static final double SURE = 1e-6;

  /** An unknown number is told apart from every known one. */
  private static final double UNKNOWN = -1;

  private final GradientTreeBoost trees;
  private final StructType schema;

  private BoostedRisk(GradientTreeBoost trees, StructType schema) {
    this.trees = trees;
    this.schema = schema;
  }

  /** How large the trees are. */
  public record Size(int trees, int depth, int leaves, int leafLeast) {
    public static final Size USUAL = new Size(100, 6, 24, 40);
  }

  /**
   * Trees of these examples, which hold both outcomes. The same seed gives the same trees: Smile's
   * generator is set, for this thread.
   */
  public static BoostedRisk fit(Examples examples, Size size, long seed) {
    int count = examples.size();
    double[][] rows = new double[count][];
    int[] failed = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = row(examples.get(i).features());
      failed[i] = examples.get(i).failed() ? 1 : 0;
    }
    String[] names =
        IntStream.range(0, rows[0].length).mapToObj(i -> "x" + i).toArray(String[]::new);
    DataFrame frame = DataFrame.of(rows, names);
    StructType schema = frame.schema();
    MathEx.setSeed(seed);
    var options =
        new GradientTreeBoost.Options(
            size.trees(),
            size.depth(),
            size.leaves(),
            size.leafLeast(),
            SHRINKAGE,
            SUBSAMPLE,
            null,
            null);
    return new BoostedRisk(
        GradientTreeBoost.fit(
            Formula.lhs(OUTCOME), frame.add(new IntVector(OUTCOME, failed)), options),
        schema);
  }

  private static double[] row(double[] features) {
    return Arrays.stream(features).map(f -> Double.isNaN(f) ? UNKNOWN : f).toArray();
  }

  @Override
  public double logOdds(double[] features, int group) {
    double[] likely = new double[2];
    trees.predict(Tuple.of(schema, row(features)), likely);
    double p = Math.clamp(likely[1], SURE, 1 - SURE);
    return Math.log(p / (1 - p));
  }
}
