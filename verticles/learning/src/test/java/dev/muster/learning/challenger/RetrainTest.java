package dev.muster.learning.challenger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainTest {
  @TempDir Path folder;

  private String rows = "";
  private String model = "";

  @BeforeEach
  void rows() throws IOException {
    Path file = folder.resolve("rows");
    Files.write(file, Random20000.outcomes(300).toBytes());
    rows = file.toString();
    model = folder.resolve("model").toString();
  }

  @Test
  void rows_become_a_model_file_and_the_same_seed_gives_the_same_bytes() throws IOException {
    for (String family : List.of("boosting", "forest")) {
      assertEquals(Retrain.OK, Retrain.run(List.of(family, rows, model, "7")));
      byte[] first = Files.readAllBytes(Path.of(model));
      assertEquals(family, ModelFile.family(ModelFile.read(first)));
      assertEquals(Retrain.OK, Retrain.run(List.of(family, rows, model, "7")));
      assertArrayEquals(first, Files.readAllBytes(Path.of(model)), family);
    }
  }

  @Test
  void a_perceptron_comes_out_of_a_process_of_its_own() throws IOException, InterruptedException {
    Path target = Path.of(model);
    int code =
        Retrain.command(Family.PERCEPTRON, Path.of(rows), target, 7, folder.resolve("natives"))
            .inheritIO()
            .start()
            .waitFor();
    assertEquals(Retrain.OK, code);
    assertEquals("perceptron", ModelFile.family(ModelFile.read(Files.readAllBytes(target))));
  }

  @Test
  void every_failure_has_its_exit_code() throws IOException {
    assertEquals(Retrain.USAGE, Retrain.run(List.of()));
    assertEquals(Retrain.USAGE, Retrain.run(List.of("oracle", rows, model, "7")));
    assertEquals(Retrain.USAGE, Retrain.run(List.of("boosting", rows, model, "seven")));
    assertEquals(Retrain.ROWS, Retrain.run(List.of("boosting", model, model, "7")));
    Files.writeString(Path.of(model), "no rows");
    assertEquals(Retrain.ROWS, Retrain.run(List.of("boosting", model, model, "7")));
    Files.write(Path.of(model), Random20000.outcomes(20).toBytes());
    assertEquals(Retrain.ROWS, Retrain.run(List.of("boosting", model, model, "7")));
    String nowhere = folder.resolve("no/model").toString();
    assertEquals(Retrain.MODEL, Retrain.run(List.of("boosting", rows, nowhere, "7")));
  }
}
