package dev.muster.contract;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A label and what its value must be, as Alertmanager has it; an absent label is the empty text.
 *
 * @param isRegex whether {@code value} is a regular expression for the whole value; no by default
 * @param isEqual whether it must match or must not; it must by default
 */
public record LabelMatcher(
    String name, String value, @Nullable Boolean isRegex, @Nullable Boolean isEqual) {
  private static final int VALUE_MAX = 200;

  /** {@code severity="critical"}; the quotes may be left out. */
  private static final Pattern FORM =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(\"([^\"]*)\"|[^\"]*)");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  public LabelMatcher {
    isRegex = isRegex != null && isRegex;
    isEqual = isEqual == null || isEqual;
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a label must have letters, digits and _, was " + name);
    }
    if (Message.required("value", value).length() > VALUE_MAX) {
      throw new IllegalArgumentException(
          "value must have at most " + VALUE_MAX + " characters, had " + value.length());
    }
    if (isRegex) {
      compiled(value);
    }
  }

  /** Reads {@code name="value"} with one of =, !=, =~ and !~. */
  public static LabelMatcher parse(String text) {
    Matcher read = FORM.matcher(text);
    if (!read.matches()) {
      throw new IllegalArgumentException(
          "a matcher must be like severity=\"critical\", with =, !=, =~ or !~, was `" + text + "`");
    }
    String quoted = read.group(4);
    String value = quoted == null ? read.group(3).strip() : quoted;
    String op = read.group(2);
    return new LabelMatcher(read.group(1), value, op.endsWith("~"), op.startsWith("="));
  }

  /** Whether these labels have what it says. */
  public boolean matches(Map<String, String> labels) {
    String found = labels.getOrDefault(name, "");
    boolean same =
        Boolean.TRUE.equals(isRegex)
            ? compiled(value).matcher(found).matches()
            : found.equals(value);
    return same == Boolean.TRUE.equals(isEqual);
  }

  private static Pattern compiled(String value) {
    try {
      return Pattern.compile(value);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "value must be a regular expression, was `" + value + "`", wrong);
    }
  }

  /** As it is read. */
  @Override
  public String toString() {
    String op = Boolean.TRUE.equals(isEqual) ? "=" : "!";
    String tilde = Boolean.TRUE.equals(isRegex) ? "~" : op.equals("=") ? "" : "=";
    return name + op + tilde + "\"" + value + "\"";
  }
}
