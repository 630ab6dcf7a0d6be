package dev.muster.host.plugin.run;

import dev.muster.host.plugin.engine.HookFailed;
import dev.muster.host.plugin.folder.PluginRefused;
import org.jspecify.annotations.Nullable;

/** What a plugin threw, as text: the thrown object may be of a class of the plugin's own. */
final class Reasons {
  private static final int LENGTH_MAX = 500;

  private Reasons() {}

  static String of(Throwable thrown) {
    String text;
    try {
      text = told(thrown);
    } catch (Throwable again) {
      text = "it threw, and what it threw cannot be read";
    }
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX - 1) + "…";
  }

  private static String told(Throwable thrown) {
    @Nullable String message = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    return switch (thrown) {
      case HookFailed failed -> message == null ? "it failed" : message;
      case PluginRefused refused -> message == null ? "it was refused" : message;
      default -> message == null ? name : name + ": " + message;
    };
  }
}
