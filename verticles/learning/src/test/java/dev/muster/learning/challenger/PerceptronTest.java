package dev.muster.learning.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerceptronTest {
  /**
   * Smile adds 22 + 32 products in floats, in an order that OpenBLAS chooses by processor; we add
   * them in doubles. Half a last bit for each sum, of numbers up to about 4.
   */
  private static final double LAST_BITS = 64;

  @TempDir Path folder;

  @Test
  void a_perceptron_says_what_smile_says_on_20000_rows_up_to_the_last_bits_of_a_float()
      throws IOException, InterruptedException {
    Path answer = folder.resolve("answer");
    ProcessBuilder process =
        Retrain.command(Family.PERCEPTRON, folder, folder, 1, folder.resolve("natives"));
    var command = new ArrayList<>(process.command());
    int main = command.indexOf(Retrain.class.getName());
    command.subList(main, command.size()).clear();
    command.add(PerceptronComparison.class.getName());
    command.add(answer.toString());
    assertEquals(0, process.command(command).inheritIO().start().waitFor());
    for (String line : Files.readAllLines(answer)) {
      double difference = Double.parseDouble(line);
      assertTrue(difference > 0 && difference < LAST_BITS, line);
    }
  }

  @Test
  void without_openblas_it_says_what_is_missing() {
    Rows rows = Random20000.outcomes(100);
    var refused =
        assertThrows(
            IllegalStateException.class, () -> Challengers.fit(Family.PERCEPTRON, rows, 1));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("no OpenBLAS"));
  }
}
