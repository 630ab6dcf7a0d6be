package dev.muster.host.plugin.cli;

import dev.muster.host.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Plugins of {@code GET /plugins} as lines for people. */
final class PluginLines {
  private static final int DIGEST_SHOWN = 12;

  private PluginLines() {}

  static List<String> list(JsonNode plugins, int width) {
    var table =
        new Table(
            "PLUGIN", "VERSION", "KIND", "STATE", "CALLS", "FAILURES", "VETOES", "P50", "P99");
    for (JsonNode plugin : plugins) {
      table.row(
          plugin.path("id").asString(""),
          plugin.path("version").asString("-"),
          plugin.path("kind").asString("-"),
          plugin.path("state").asString(""),
          plugin.path("calls").asString("0"),
          plugin.path("failures").asString("0"),
          plugin.path("vetoes").asString("0"),
          micros(plugin.path("p50_us")),
          micros(plugin.path("p99_us")));
    }
    var lines = new ArrayList<>(table.lines(width));
    plugins.forEach(plugin -> remark(plugin).ifPresent(lines::add));
    return lines;
  }

  static List<String> show(JsonNode plugin, int width) {
    var lines = new ArrayList<String>();
    remark(plugin).ifPresent(lines::add);
    lines.add(
        "%s %s, %s%s"
            .formatted(
                plugin.path("id").asString(""),
                plugin.path("version").asString("-"),
                plugin.path("kind").asString("of unknown kind"),
                plugin.path("bundled").asBoolean(false) ? ", came with the host" : ""));
    lines.add(
        "state    %s since %s"
            .formatted(plugin.path("state").asString(""), plugin.path("since").asString("-")));
    plugin.path("reason").asStringOpt().ifPresent(reason -> lines.add("reason   " + reason));
    lines.add("order    " + plugin.path("order").asString(""));
    lines.add(
        "failure  "
            + (plugin.path("denies").asBoolean(false)
                ? "deny: a call that fails is a veto"
                : "allow: a call that fails changes nothing"));
    lines.add("sha256   " + plugin.path("sha256").asString("-"));
    int leaked = plugin.path("leaked_threads").asInt(0);
    if (leaked > 0) {
      lines.add(
          "leaked   " + leaked + " threads that do not end; a restart of the host frees them");
    }
    lines.add("");
    lines.addAll(phases(plugin).lines(width));
    return lines;
  }

  private static Table phases(JsonNode plugin) {
    var table = new Table("PHASE", "CALLS", "FAILURES", "VETOES", "P50", "P99");
    for (String phase : texts(plugin.path("phases"))) {
      Optional<JsonNode> told =
          plugin
              .path("by_phase")
              .valueStream()
              .filter(one -> one.path("phase").asString("").equals(phase))
              .findFirst();
      table.row(
          phase,
          told.map(one -> one.path("calls").asString("0")).orElse("0"),
          told.map(one -> one.path("failures").asString("0")).orElse("0"),
          told.map(one -> one.path("vetoes").asString("0")).orElse("0"),
          told.map(one -> micros(one.path("p50_us"))).orElse("-"),
          told.map(one -> micros(one.path("p99_us"))).orElse("-"));
    }
    return table;
  }

  /** What a person has to do or to know about it. */
  private static Optional<String> remark(JsonNode plugin) {
    String id = plugin.path("id").asString("");
    String reason = plugin.path("reason").asString("");
    String why = reason.isEmpty() ? "" : ": " + reason;
    String lock = "muster plugin lock " + id;
    return switch (plugin.path("state").asString("")) {
      case "pending_lock" ->
          Optional.of("!! " + id + " waits for its line in plugins.lock; run: " + lock);
      case "active_unlocked" ->
          Optional.of(id + " serves without a line in plugins.lock (--dev); to keep it: " + lock);
      case "quarantined" ->
          Optional.of(
              "!! "
                  + id
                  + " is quarantined"
                  + why
                  + (plugin.path("denies").asBoolean(false)
                      ? "; it denies until"
                      : "; it is skipped until")
                  + " you run: muster plugin enable "
                  + id);
      case "failed" -> Optional.of("!! " + id + " did not start" + why);
      case "invalid" -> Optional.of("!! " + id + " was refused" + why);
      default -> {
        String pending = plugin.path("pending").asString("");
        yield pending.isEmpty()
            ? Optional.empty()
            : Optional.of(
                "!! a newer file of "
                    + id
                    + " ("
                    + pending.substring(0, Math.min(DIGEST_SHOWN, pending.length()))
                    + ") waits for its line in plugins.lock; run: "
                    + lock);
      }
    };
  }

  static List<String> texts(JsonNode array) {
    return array.valueStream().map(text -> text.asString("")).toList();
  }

  /** 14us, 2.5ms or 1.2s; a dash without a call. */
  static String micros(JsonNode figure) {
    return figure.isNumber() ? micros(figure.asDouble()) : "-";
  }

  static String micros(double us) {
    if (us < 1000) {
      return Math.round(us) + "us";
    }
    return us < 1e6
        ? String.format(Locale.ROOT, "%.1fms", us / 1e3)
        : String.format(Locale.ROOT, "%.1fs", us / 1e6);
  }
}
