package dev.muster.lab.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.contention.ContentionBench.Measured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarTest {
  private static final Strategy STRATEGY = Strategy.declareAndPark(1, 30);

  private static boolean met(double change, double throughput) {
    return new Bar.Cell(.6, STRATEGY, change, throughput).met();
  }

  @Test
  void half_the_conflicts_at_98_per_cent_of_the_throughput_meet_the_bar() {
    assertTrue(met(-.5, .98));
    assertFalse(met(-.499, 1));
    assertFalse(met(-.9, .979));
    assertFalse(met(Double.NaN, 1));
  }

  @Test
  void the_cells_are_60_and_80_per_cent_load_with_complete_and_85_per_cent_declarations() {
    List<Bar.Cell> cells = Bar.cells(bench(8), 30);
    assertEquals(List.of(.6, .6, .8, .8), cells.stream().map(Bar.Cell::load).toList());
    assertEquals(
        List.of("declare + park 100%", "declare + park 85%"),
        cells.subList(2, 4).stream().map(cell -> cell.strategy().label()).toList());
  }

  @Test
  void a_source_without_any_conflict_does_not_count_as_fewer() {
    List<Bar.Cell> cells = Bar.cells(bench(1), 30);
    assertTrue(Double.isNaN(cells.getFirst().change()));
    assertFalse(Bar.met(cells));
  }

  private static List<Measured> bench(int agents) {
    var commits = new ArrayList<PastCommit>();
    for (int i = 0; i < 30; i++) {
      commits.add(new PastCommit("c" + i, 10, List.of(Plans.file("f" + i % 3))));
    }
    return new ContentionBench(agents, 60, 1, 2, 30)
        .run(List.of(new CommitTrace("made", false, commits, "")), note -> {});
  }
}
