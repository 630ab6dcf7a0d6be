package dev.muster.monitoring.alert;

/** How a reading is held against a number. */
public enum Comparison {
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  EQUAL("=="),
  NOT_EQUAL("!=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  boolean holds(double value, double number) {
    return switch (this) {
      case GREATER -> value > number;
      case GREATER_OR_EQUAL -> value >= number;
      case LESS -> value < number;
      case LESS_OR_EQUAL -> value <= number;
      case EQUAL -> value == number;
      case NOT_EQUAL -> value != number;
    };
  }

  /** As it stands in an expression. */
  @Override
  public String toString() {
    return sign;
  }
}
