package dev.muster.contract;

import java.time.Instant;
import java.util.List;

/** The live figures as of an instant. */
public record FigureList(Instant at, List<Figure> figures) implements Reply {
  public FigureList {
    figures = List.copyOf(figures);
  }
}
