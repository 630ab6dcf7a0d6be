package dev.muster.benchmarks;

import dev.muster.learning.Learner;
import dev.muster.learning.challenger.Challengers;
import dev.muster.learning.challenger.Family;
import dev.muster.learning.challenger.Retrain;
import dev.muster.learning.challenger.Rows;
import dev.muster.model.Model;
import dev.muster.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Models of every family that learned from outcomes in which n matters to everything. */
final class Fitted {
  private static final long SEED = 1;

  private Fitted() {}

  /** Features of a task, none unknown. */
  static double[] features(Random random) {
    return random.doubles(10).toArray();
  }

  /** Outcomes whose best n differs from task to task. */
  static Rows rows(int count) {
    var rows = new Rows();
    var random = new Random(SEED);
    for (int i = 0; i < count; i++) {
      double[] x = features(random);
      int n = 1 + random.nextInt(8);
      double minutes =
          1 + x[0] - x[1] * Math.log(n) + .05 * n * (1 + x[7] * n) + random.nextGaussian() / 3;
      double failing = 2 * x[0] + .1 * n * x[9] - 2 * x[6];
      double[] measured = {
        random.nextDouble() < 1 / (1 + Math.exp(failing)) ? 1 : 0,
        minutes,
        x[3] + .4 * Math.log(n) + random.nextGaussian() / 3,
        random.nextDouble() < x[9] * n / 10 ? 1 : 0
      };
      rows.add(x, n, measured);
    }
    return rows;
  }

  static Model of(String family, int outcomes) throws IOException, InterruptedException {
    Rows rows = rows(outcomes);
    return switch (family) {
      case "surface" -> surface(outcomes);
      case "boosting" -> Challengers.fit(Family.BOOSTING, rows, SEED);
      case "forest" -> Challengers.fit(Family.FOREST, rows, SEED);
      case "perceptron" -> apart(Family.PERCEPTRON, rows);
      default -> throw new IllegalArgumentException(family);
    };
  }

  private static Model surface(int outcomes) {
    var learner = new Learner(1);
    var random = new Random(SEED);
    for (int i = 0; i < outcomes; i++) {
      double[] x = features(random);
      int n = 1 + random.nextInt(8);
      learner.learn(x, n, new double[] {x[0] > .5 ? 1 : 0, x[1] * n, x[2] * n, n - 1});
    }
    return learner.fit();
  }

  /** Fitted as the host does it, in a process of its own; its files are always the same ones. */
  static Model apart(Family family, Rows rows) throws IOException, InterruptedException {
    Path folder =
        Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "muster-benchmarks"));
    Path model = folder.resolve("model");
    Path file = Files.write(folder.resolve("rows"), rows.toBytes());
    int code =
        Retrain.command(family, file, model, SEED, folder.resolve("natives"))
            .inheritIO()
            .start()
            .waitFor();
    if (code != Retrain.OK) {
      throw new IllegalStateException("the fit ended with " + code);
    }
    return ModelFile.read(Files.readAllBytes(model));
  }
}
