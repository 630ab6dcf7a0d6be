package dev.muster.monitoring.alert;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The condition of a rule: a metric, a comparison and a number, and nothing else of PromQL. */
public record Expression(String metric, Comparison comparison, double number) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([a-z][a-z0-9_]*)\\s*(>=|<=|==|!=|>|<)\\s*([+-]?(\\d+(\\.\\d*)?|\\.\\d+)(e[+-]?\\d{1,3})?)\\s*",
          Pattern.CASE_INSENSITIVE);

  /** Reads {@code metric op number}. */
  public static Expression parse(String text) {
    Matcher read = FORM.matcher(text);
    if (!read.matches()) {
      throw new IllegalArgumentException(
          "expr must be `metric op number` with one of > >= < <= == !=, was `" + text + "`");
    }
    for (Comparison comparison : Comparison.values()) {
      if (comparison.toString().equals(read.group(2))) {
        return new Expression(read.group(1), comparison, Double.parseDouble(read.group(3)));
      }
    }
    throw new IllegalStateException(read.group(2));
  }

  boolean holds(double value) {
    return comparison.holds(value, number);
  }

  /** As it is read. */
  @Override
  public String toString() {
    String plain = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    return metric + " " + comparison + " " + plain;
  }
}
