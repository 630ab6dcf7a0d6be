package dev.muster.host.plugin.run;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logger of a plugin: its lines are the host's, under {@code plugin.<id>}. */
final class PluginLogger implements System.Logger {
  private static final int LENGTH_MAX = 4_000;

  private final String name;
  private final Logger log;

  PluginLogger(String id) {
    this.name = "plugin." + id;
    this.log = LoggerFactory.getLogger(name);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF && log.isEnabledForLevel(ours(level));
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      String cause = thrown == null ? "" : " (" + Reasons.of(thrown) + ")";
      write(level, message + cause);
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... arguments) {
    if (isLoggable(level)) {
      boolean plain = format == null || arguments == null || arguments.length == 0;
      write(level, plain ? String.valueOf(format) : MessageFormat.format(format, arguments));
    }
  }

  /** As text and nothing else: what the log keeps must not keep a plugin's classes. */
  private void write(Level level, String text) {
    String line = text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX - 1) + "…";
    log.atLevel(ours(level)).log("{}", line);
  }

  private static org.slf4j.event.Level ours(Level level) {
    return switch (level) {
      case ALL, TRACE -> org.slf4j.event.Level.TRACE;
      case DEBUG -> org.slf4j.event.Level.DEBUG;
      case INFO -> org.slf4j.event.Level.INFO;
      case WARNING -> org.slf4j.event.Level.WARN;
      case ERROR, OFF -> org.slf4j.event.Level.ERROR;
    };
  }
}
