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

final class OpenBanditTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
  private Path folder;

  @Test
  void columns_are_found_by_their_names() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("log.csv"), "click,position,item_id,propensity_score\n1,3,33,.25\n");
    assertEquals(List.of(new OpenBandit.Shown(33, 2, true, .25)), OpenBandit.read(file));
  }

  @Test
  void a_log_too_small_is_no_estimate() {
    var few = List.of(new OpenBandit.Shown(0, 0, true, .5), new OpenBandit.Shown(1, 0, false, .5));
    for (BenchRow row : OpenBandit.rows(few, few)) {
      boolean estimate = row.metric().startsWith("ips") || row.metric().startsWith("dr");
      assertEquals("open_bandit, men, 2 and 2 rows", row.origin().data());
      assertTrue(!estimate || Double.isNaN(row.ours().value()), row::toString);
    }
  }
}
