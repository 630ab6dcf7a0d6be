package dev.muster.coordination.declare;

import dev.muster.contract.LineRange;
import dev.muster.contract.Overlap;
import java.util.List;

/** An overlap with the lines that the other named, if any. */
public record Nearby(Overlap overlap, List<LineRange> theirs) {
  public Nearby {
    theirs = List.copyOf(theirs);
  }

  /** Whether the two would probably conflict. */
  public boolean close() {
    return overlap.closeness().conflicts();
  }
}
