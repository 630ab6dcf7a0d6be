package dev.muster.host.plugin.engine;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.ConfigKey;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.plugin.PluginConfig;
import dev.muster.plugin.PluginContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The command of a plugin, ready to be run: its words, where it works and what it finds in its
 * environment. Of the host's own environment it gets {@code PATH} and {@code LANG}.
 */
final class Executable {
  private static final String PATH_OTHERWISE = "/usr/local/bin:/usr/bin:/bin";

  private final String id;
  private final List<String> words;
  private final Map<String, Object> config;
  private final Path home;
  private final PrivateCopy copy;
  private final Map<String, String> environment;

  private Executable(
      Manifest manifest,
      Path home,
      PrivateCopy copy,
      Map<String, Object> config,
      List<String> words)
      throws HookFailed {
    this.id = manifest.id();
    this.home = home;
    this.copy = copy;
    this.config = config;
    this.environment = environment();
    this.words = resolved(words);
  }

  /** Copies the plugin's folder and finds its command; the copy lasts until {@link #close}. */
  static Executable of(Candidate candidate, PluginContext context)
      throws HookFailed, IOException, PluginRefused {
    Manifest manifest = candidate.manifest();
    Path home = Files.createDirectories(context.folder()).toRealPath();
    Path copies = context.folder().resolve("../../plugin-copies").normalize();
    PrivateCopy copy = PrivateCopy.of(candidate.path(), copies, manifest.id());
    try {
      candidate.refuseChanged(copy.folder());
      Map<String, Object> config = values(manifest.config(), context.config());
      return new Executable(manifest, home, copy, config, manifest.command());
    } catch (HookFailed | IOException | PluginRefused | RuntimeException e) {
      copy.delete();
      throw e;
    }
  }

  String id() {
    return id;
  }

  /** The values of the manifest's keys. */
  Map<String, Object> config() {
    return config;
  }

  /** A new process of it; {@code more} joins its environment. */
  ProcessBuilder command(Map<String, String> more) {
    var builder = new ProcessBuilder(words).directory(home.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    return builder;
  }

  void close() throws IOException {
    copy.delete();
  }

  private Map<String, String> environment() {
    Map<String, String> hosts = new ProcessBuilder().environment();
    return Map.of(
        "PATH", hosts.getOrDefault("PATH", PATH_OTHERWISE),
        "LANG", hosts.getOrDefault("LANG", "C.UTF-8"),
        "HOME", home.toString(),
        "MUSTER_PLUGIN", id,
        "MUSTER_PLUGIN_FOLDER", copy.folder().toString());
  }

  /**
   * A word that names a file of the plugin's folder becomes its absolute path, because the process
   * works elsewhere; the first word is looked up on the path otherwise.
   */
  private List<String> resolved(List<String> words) throws HookFailed {
    var found = new ArrayList<String>();
    for (String word : words) {
      Path file = copy.folder().resolve(word).normalize();
      boolean own = file.startsWith(copy.folder()) && Files.isRegularFile(file);
      found.add(own ? file.toString() : word);
    }
    if (found.isEmpty()) {
      throw new HookFailed("command must have at least one word");
    }
    found.set(0, program(found.getFirst()).toString());
    return List.copyOf(found);
  }

  private Path program(String word) throws HookFailed {
    String path = environment.getOrDefault("PATH", PATH_OTHERWISE);
    Stream<Path> places =
        word.contains("/")
            ? Stream.of(Path.of(word))
            : Stream.of(path.split(File.pathSeparator, -1)).map(Path::of).map(p -> p.resolve(word));
    return places
        .filter(place -> place.isAbsolute() && Files.isRegularFile(place))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new HookFailed(
                "command must begin with an executable file of the plugin's folder, an absolute"
                    + " path or a program on PATH, was "
                    + word));
  }

  /** The values of the manifest's keys, as they stand in a call's JSON. */
  static Map<String, Object> values(Map<String, ConfigKey> keys, PluginConfig config) {
    var values = new HashMap<String, Object>();
    keys.forEach((name, key) ->
        values.put(
            name,
            switch (key.type()) {
              case TEXT -> config.text(name);
              case NUMBER -> config.number(name);
              case FLAG -> config.flag(name);
              case LIST -> config.list(name);
              case MAP -> config.map(name);
            }));
    return new TreeMap<>(values);
  }
}
