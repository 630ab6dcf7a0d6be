package dev.muster.host.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a task's id from the command line, so that nothing else gets into a path. */
final class TaskId implements ITypeConverter<TaskId.Value> {
  /** A task's id that is safe in a path. */
  record Value(String text) {
    String path() {
      return "/api/v1/tasks/" + text;
    }
  }

  static final Value NONE = new Value("");
  private static final Pattern FORM = Pattern.compile("task_[0-9A-Za-z-]{1,64}");

  @Override
  public Value convert(String value) {
    if (!FORM.matcher(value).matches()) {
      throw new TypeConversionException("a task's id is like task_0190..., was '" + value + "'");
    }
    return new Value(value);
  }
}
