package dev.muster.learning.challenger;

import java.util.Locale;

/** The kinds of models that Smile fits. */
public enum Family {
  BOOSTING,
  FOREST,
  PERCEPTRON;

  /** Its name in lower case, as a model file calls it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The family of a label.
   *
   * @throws IllegalArgumentException that names the families when it is none of theirs
   */
  static Family of(String label) {
    for (Family family : values()) {
      if (family.label().equals(label)) {
        return family;
      }
    }
    throw new IllegalArgumentException("a family is boosting, forest or perceptron, was " + label);
  }
}
