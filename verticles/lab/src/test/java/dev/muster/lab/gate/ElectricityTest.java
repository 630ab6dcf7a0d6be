package dev.muster.lab.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.figures.BenchRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ElectricityTest {
  private static final int WEEK = 336;

  /**
   * Prices are down for a week and up for the next: "as before" errs once, the majority from there
   * on until the weeks are even. Weeks are drawn whole, so that both ends are those of one week.
   */
  @Test
  void half_hours_of_a_week_are_drawn_together(@TempDir Path folder) throws IOException {
    var csv = new StringBuilder("x0,x1,x2,x3,x4,x5,x6,x7,y\n");
    for (int i = 0; i < 2 * WEEK; i++) {
      csv.append("0,7,0,0,0,0,0,0,").append(i < WEEK ? 0 : 1).append('\n');
    }
    List<Electricity.Instance> read =
        Electricity.read(Files.writeString(folder.resolve("elec2.csv"), csv));
    assertEquals(List.of(0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0), read.getFirst().features());

    List<BenchRow> rows = Electricity.rows(read);
    BenchRow same = row(rows, "elec2_accuracy_no_change");
    assertEquals(671 / 672.0, same.ours().value(), 1e-12);
    assertEquals(335 / 336.0, same.ours().low(), 1e-12);
    assertEquals(1, same.ours().high(), 1e-12);
    assertEquals("elec2, 672 half hours", same.origin().data());

    double none = row(rows, "elec2_accuracy_majority_none").ours().value();
    assertEquals(.5, none, 1e-12);
    assertTrue(row(rows, "elec2_accuracy_majority_adwin").ours().value() > none + .3);
  }

  private static BenchRow row(List<BenchRow> rows, String metric) {
    return rows.stream().filter(row -> row.metric().equals(metric)).findFirst().orElseThrow();
  }
}
