package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands near a declaration and what to do; {@code text} is written for the model. */
public record DeclarationAnswer(
    Declaration declaration,
    DeclarationAdvice advice,
    @Nullable TaskId waitsFor,
    List<Overlap> overlaps,
    String text)
    implements Reply {
  public DeclarationAnswer {
    overlaps = List.copyOf(overlaps);
  }
}
