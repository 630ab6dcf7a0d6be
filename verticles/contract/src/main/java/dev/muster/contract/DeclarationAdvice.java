package dev.muster.contract;

import java.util.Locale;

/** What an agent should do after it declared. */
public enum DeclarationAdvice {
  /** Nothing of weight is in the way. */
  GO_ON,
  /** Begin with the files that nobody else has. */
  TAKE_ANOTHER_PART,
  /** Leave it until the other has landed. */
  PARK;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
