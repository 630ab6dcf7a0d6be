package dev.muster.host.plugin.cli;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A plugin's logger whose lines a person reads at once. */
record TrialLogger(String name, Consumer<String> say) implements System.Logger {

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF;
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    say.accept(level + " " + message + (thrown == null ? "" : " (" + thrown + ")"));
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... arguments) {
    boolean plain = format == null || arguments == null || arguments.length == 0;
    say.accept(level + " " + (plain ? format : MessageFormat.format(format, arguments)));
  }
}
