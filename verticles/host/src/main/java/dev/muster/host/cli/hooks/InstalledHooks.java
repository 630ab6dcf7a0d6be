package dev.muster.host.cli.hooks;

import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.hooks.SettingsEdit.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What one settings file says of us now: our entries in it, whether the agent is told to run no
 * hooks at all, and why it could not be read, if so.
 */
record InstalledHooks(
    AgentSettings agent,
    String scope,
    Path file,
    List<Found> entries,
    boolean off,
    @Nullable String trouble) {
  InstalledHooks {
    entries = List.copyOf(entries);
  }

  static InstalledHooks read(HookEntries ours, String scope, Path path) {
    Path file = path;
    try {
      var settings = new SettingsFile(path);
      file = settings.path();
      String text = settings.read();
      if (text == null || text.isBlank()) {
        return new InstalledHooks(ours.agent(), scope, file, List.of(), false, null);
      }
      List<Found> found = SettingsEdit.find(text, ours::ours);
      return new InstalledHooks(ours.agent(), scope, file, found, isOff(text), null);
    } catch (IllegalArgumentException e) {
      return new InstalledHooks(ours.agent(), scope, file, List.of(), false, e.getMessage());
    } catch (Refusal e) {
      return new InstalledHooks(ours.agent(), scope, file, List.of(), false, e.reason());
    }
  }

  private static boolean isOff(String text) {
    var settings = JsonScanner.scan(text).root().node(text);
    return settings.path("disableAllHooks").asBoolean(false)
        || !settings.path("hooksConfig").path("enabled").asBoolean(true);
  }

  boolean present() {
    return !entries.isEmpty();
  }

  /** In one word: what the agent will do. */
  String state() {
    if (trouble != null) {
      return "unreadable";
    }
    if (!present()) {
      return "no";
    }
    if (off) {
      return "turned off";
    }
    return missing().isEmpty() ? "yes" : "partly";
  }

  List<String> events() {
    return entries.stream().map(Found::event).distinct().toList();
  }

  /** The events of this version that have no entry. */
  List<String> missing() {
    return agent.events().values().stream().filter(event -> !events().contains(event)).toList();
  }

  /** The entry that runs at a moment; with a tool the one whose matcher takes its name. */
  Optional<Found> entry(Moment moment, @Nullable String tool) {
    return entries.stream()
        .filter(entry -> entry.event().equals(agent.event(moment)))
        .filter(entry -> tool == null || matches(entry, tool))
        .findFirst();
  }

  private boolean matches(Found entry, String tool) {
    String handlers = entry.handler().path("matcher").asString("");
    String matcher = entry.matcher() == null ? handlers : entry.matcher();
    if (matcher.isEmpty() || matcher.equals("*")) {
      return true;
    }
    try {
      boolean word = matcher.matches("[A-Za-z0-9_|, -]+");
      boolean whole = word || !agent.form().grouped();
      return whole ? Pattern.matches(matcher, tool) : Pattern.compile(matcher).matcher(tool).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  static String command(Found entry) {
    return entry.handler().path("command").asString("") + entry.handler().path("bash").asString("");
  }

  boolean failClosed() {
    return entries.stream()
        .anyMatch(entry ->
            command(entry).contains(" --fail-closed ")
                || entry.handler().path("onFailure").asString("").equals("block"));
  }

  boolean http() {
    return entries.stream()
        .anyMatch(entry -> entry.handler().path("type").asString("").equals("http"));
  }

  /** Whether what the entries call is there; an address is asked by the proof only. */
  boolean callable(Path shim) {
    return Files.isExecutable(shim) || entries.stream().allMatch(entry -> command(entry).isEmpty());
  }
}
